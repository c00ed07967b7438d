import { timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { ConnectWiseCredentials } from '../connectwise-settings';
import { ApiError } from './api-error';

/** Lets pass who sends `Basic base64(company+publicKey:privateKey)` and the client id. */
export function authentication({ company, publicKey, privateKey, clientId }: ConnectWiseCredentials): RequestHandler {
  const expected = `Basic ${Buffer.from(`${company}+${publicKey}:${privateKey}`).toString('base64')}`;
  return (request, _response, next) => {
    const { authorization = '', clientid: client = '' } = request.headers;
    if (!same(authorization, expected)) throw new ApiError(401, 'Unauthorized', 'Authorization has been denied');
    if (!same(String(client), clientId))
      throw new ApiError(401, 'Unauthorized', 'The clientId header is missing or unknown');
    next();
  };
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { keepRawBody } from '@app/contract';
import { json, type RequestHandler, urlencoded } from 'express';
import { nestsDeeperThan } from './json-depth';

const JSON_LIMIT = '1mb';
const FORM_LIMIT = '64kb';
const DEPTH_LIMIT = 64;

function verifyJson(request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  if (nestsDeeperThan(DEPTH_LIMIT, body)) throw new Error('The body nests too deep');
  keepRawBody(request, body);
}

/** Express's parsers look at every request at some length before they find that it has no body, as most have not. */
const whereThereIsABody =
  (parse: RequestHandler): RequestHandler =>
  (request, response, next) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (length === undefined && encoding === undefined) next();
    else parse(request, response, next);
  };

/** Reads JSON and form bodies up to their limits of size and depth; anything else stays unread. */
export const bodyParsers = (): RequestHandler[] =>
  [json({ limit: JSON_LIMIT, verify: verifyJson }), urlencoded({ extended: false, limit: FORM_LIMIT })].map(
    whereThereIsABody,
  );

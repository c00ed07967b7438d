import type { IncomingMessage } from 'node:http';
import { newId } from '@app/kernel';

const ACCEPTED = /^[A-Za-z0-9-]{1,64}$/;

/** The client's `x-request-id` when it is one that may be logged, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && ACCEPTED.test(sent) ? sent : newId();
}

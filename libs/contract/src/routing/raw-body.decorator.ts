import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { CommonError } from '@app/kernel';
import type { IncomingMessage } from 'node:http';

const RAW_BODY = Symbol('contract:raw-body');

type KeepsBody = IncomingMessage & { [RAW_BODY]?: Buffer };

/** Keeps a body as it came beside what is read of it. For the `verify` of Express's parsers. */
export function keepRawBody(request: IncomingMessage, body: Buffer): void {
  (request as KeepsBody)[RAW_BODY] = body;
}

/** See {@link RawBody}. */
export function rawBodyOf(request: IncomingMessage, maxBytes: number): Buffer {
  const body = (request as KeepsBody)[RAW_BODY] ?? Buffer.alloc(0);
  if (body.length > maxBytes) throw CommonError.tooLarge();
  return body;
}

/**
 * The body of a JSON request byte for byte, for routes whose callers sign it: parsed and written again it would be
 * another one. Empty when there was none; 413 beyond `maxBytes`.
 */
export const RawBody = createParamDecorator((maxBytes: number, context: ExecutionContext): Buffer =>
  rawBodyOf(context.switchToHttp().getRequest<IncomingMessage>(), maxBytes),
);

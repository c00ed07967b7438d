import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { CommonError } from '@app/kernel';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { MarkedRequest } from '../answers/request-mark';

/**
 * The body as it arrives, for routes that consume a long text (`consumes: ['text/csv']`). Reading it throws 413 beyond
 * `maxBytes`. A handler that has had enough may stop reading: the rest is thrown away.
 */
export const BodyStream = createParamDecorator((maxBytes: number, context: ExecutionContext): AsyncIterable<Buffer> =>
  boundedBody(context.switchToHttp().getRequest<MarkedRequest>(), maxBytes),
);

type Body = Pick<IncomingMessage, 'headers'> & Readable;

/** The connection stays open for the answer, which many clients read only once they have sent everything. */
export async function* boundedBody(body: Body, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  try {
    if (Number(body.headers['content-length'] ?? 0) > maxBytes) throw CommonError.tooLarge();
    for await (const part of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > maxBytes) throw CommonError.tooLarge();
      yield part;
    }
  } finally {
    setImmediate(() => body.resume());
  }
}

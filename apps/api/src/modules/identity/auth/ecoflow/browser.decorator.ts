import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { MarkedRequest } from '@app/contract';

/** What a browser sends on its own: who it says it is, and which page made it. */
export interface Browser {
  /** The whole `Cookie` header. */
  readonly cookie?: string;
  readonly origin?: string;
  readonly host?: string;
}

/** The {@link Browser} behind a request. */
export const CurrentBrowser = createParamDecorator((_: unknown, context: ExecutionContext): Browser => {
  const { cookie, origin, host } = context.switchToHttp().getRequest<MarkedRequest>().headers;
  return { cookie, origin, host };
});

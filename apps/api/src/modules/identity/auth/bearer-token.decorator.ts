import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { MarkedRequest } from '@app/contract';

const BEARER = /^Bearer +(\S+)$/i;

/** The bearer token of the request, undefined when there is none. It is not checked here. */
export const BearerToken = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const { authorization } = context.switchToHttp().getRequest<MarkedRequest>().headers;
  return BEARER.exec(authorization ?? '')?.[1];
});

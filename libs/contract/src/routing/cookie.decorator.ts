import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Request } from 'express';

/** The value of the request's cookie with that name, undefined without one. */
export const Cookie = createParamDecorator((name: string, context: ExecutionContext): string | undefined => {
  const { cookie } = context.switchToHttp().getRequest<Request>().headers;
  return cookie === undefined ? undefined : parseCookie(cookie)[name];
});

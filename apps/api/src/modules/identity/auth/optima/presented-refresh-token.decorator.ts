import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { MarkedRequest } from '@app/contract';

export const REFRESH_TOKEN_HEADER = 'x-refresh-token';

/** The refresh token in `x-refresh-token`; an empty text when there is none, which no session has. */
export const PresentedRefreshToken = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const sent = context.switchToHttp().getRequest<MarkedRequest>().headers[REFRESH_TOKEN_HEADER];
  return typeof sent === 'string' ? sent : '';
});

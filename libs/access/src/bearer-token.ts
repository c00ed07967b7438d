import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';

const BEARER = /^Bearer +(\S+)$/i;

/** The token of the `Authorization` header, undefined without one. */
export const bearerTokenOf = ({ headers }: Pick<Request, 'headers'>): string | undefined =>
  BEARER.exec(headers.authorization ?? '')?.[1];

/** The same as a parameter, for routes that are open to anyone: nobody has looked at whether it is valid. */
export const BearerToken = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined =>
  bearerTokenOf(context.switchToHttp().getRequest<Request>()),
);

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { MarkedRequest } from '@app/contract';
import type { Actor } from '@app/kernel';

/** Whoever acts on this request. Typed `SignedInActor` on routes that need a token, `Actor` on the others. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<MarkedRequest>().mark;
  if (!actor) throw new Error('CurrentActor is read before the access guard has run');
  return actor;
});

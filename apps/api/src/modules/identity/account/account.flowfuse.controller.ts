import { CurrentActor } from '@app/access';
import { one, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import type { SignedInActor } from '@app/kernel';
import { FlowfuseCurrentUserDto, toFlowfuseCurrentUser } from './current-user.dto';
import { CurrentUserRepository } from './current-user.repository';

@SurfaceController(surfaces.flowfuse, { path: 'user', name: 'user', tag: 'User' })
export class AccountFlowfuseController {
  constructor(private readonly users: CurrentUserRepository) {}

  @Route({
    get: '',
    access: signedIn,
    returns: one(FlowfuseCurrentUserDto),
    summary: 'The signed-in user',
    description:
      "Clients of two systems call this path, so that the answer is the bare profile together with Beaver's envelope; a failure too has the keys of both.",
  })
  fetch(@CurrentActor() { principal }: SignedInActor) {
    return this.users.get(principal.userId).then((user) => toFlowfuseCurrentUser(user, principal));
  }
}

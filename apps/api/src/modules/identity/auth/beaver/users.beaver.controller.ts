import { Body } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { anyone, firstRun, none, one, Route, signedIn, SurfaceController, surfaces } from '@app/contract';
import { CryptoError } from '@app/crypto';
import type { Actor, SignedInActor } from '@app/kernel';
import { byId, UserError, UsersService } from '../../users';
import { SelfRegistration } from './self-registration';
import {
  BeaverRegistrationDto,
  BeaverUserDto,
  BeaverUserStatusDto,
  toBeaverUserDto,
  toBeaverUserStatusDto,
  toNewcomer,
} from './users.beaver.dto';

@SurfaceController(surfaces.beaver, { path: 'user', name: 'users', tag: 'Authentication' })
export class UsersBeaverController {
  constructor(
    private readonly users: UsersService,
    private readonly registration: SelfRegistration,
  ) {}

  @Route({
    post: 'register',
    access: firstRun,
    limit: 'login',
    headers: [
      {
        name: 'x-setup-token',
        maxLength: 128,
        required: false,
        description: 'The set-up token printed at the first start; production only, first user only.',
      },
    ],
    returns: none(),
    errors: [UserError.emailTaken, CryptoError.busy],
    summary: 'POST User Registration',
    description:
      'Registers a user. The first user of an installation becomes its administrator; in production that needs the set-up token in `x-setup-token`. Later registrations are refused with 403 unless sign-up is switched on. Nobody is signed in by it.',
  })
  register(@CurrentActor() actor: Actor, @Body() body: BeaverRegistrationDto) {
    return this.registration.register(actor, toNewcomer(body));
  }

  @Route({
    get: 'status',
    access: anyone,
    returns: one(BeaverUserStatusDto),
    summary: 'GET User Status Information',
    description: 'Whether the installation has a user already.',
  })
  status() {
    return this.users.any().then(toBeaverUserStatusDto);
  }

  @Route({
    get: '',
    access: signedIn,
    returns: one(BeaverUserDto),
    summary: 'GET Signed-in User',
    description: 'The signed-in user; clients call it on every page load.',
  })
  fetch(@CurrentActor() { principal }: SignedInActor) {
    return this.users.get(byId(principal.userId)).then(toBeaverUserDto);
  }
}

import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import { JobError } from '@app/jobs';
import type { Actor } from '@app/kernel';
import { KeyRotationDto, StartedKeyRotationDto } from './key-rotation.dto';
import { KeyRotationPermission } from './key-rotation.permissions';
import { KeyRotationService } from './key-rotation.service';

@SurfaceController(surfaces.optima, { path: 'credential/key-rotation', name: 'keyRotation', tag: 'Credentials' })
export class KeyRotationOptimaController {
  constructor(private readonly rotation: KeyRotationService) {}

  @Route({
    get: '',
    access: [KeyRotationPermission.rotate],
    returns: one(KeyRotationDto),
    summary: 'See how many secrets each version of the master key seals',
    description: 'A version that is not current may be taken out of SWITCHYARD_MASTER_KEY once nothing waits under it.',
    message: 'Key Rotation Fetched Successfully!',
  })
  fetch() {
    return this.rotation.state();
  }

  @Route({
    post: '',
    access: [KeyRotationPermission.rotate],
    returns: one(StartedKeyRotationDto),
    status: 202,
    errors: [JobError.alreadyRunning],
    summary: 'Wrap every secret with the newest master key',
    description:
      'A background job, one at a time, while secrets are read and written as ever. It wraps the key of each secret ' +
      'anew; what is sealed stays as it is.',
    message: 'Key Rotation Started Successfully!',
  })
  start(@CurrentActor() actor: Actor) {
    return this.rotation.start(actor);
  }
}

import { Body } from '@nestjs/common';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import { generate } from './generate';
import { GeneratedCredentialDto, GeneratorPolicyDto } from './generator.dto';
import { GeneratorPermission } from './generator.permissions';

@SurfaceController(surfaces.optima, { path: 'credential', name: 'credentialGenerator', tag: 'Credentials' })
export class GeneratorOptimaController {
  /** By POST, although nothing changes: the answer of a GET may be kept on its way. */
  @Route({
    post: 'generate',
    access: [GeneratorPermission.generate],
    returns: one(GeneratedCredentialDto),
    summary: 'Generate a password or passphrase',
    description:
      'Every value that keeps to the policy is equally likely. Nothing is stored, and neither the log nor the audit log learns the value. A rule of the other kind, or one that no value can keep to, answers 400 and names the field.',
    message: 'Credential Generated Successfully!',
  })
  generate(@Body() policy: GeneratorPolicyDto) {
    return generate(policy);
  }
}

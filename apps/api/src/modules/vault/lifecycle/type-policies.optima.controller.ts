import { Body, Param } from '@nestjs/common';
import { CurrentActor } from '@app/access';
import { one, Route, SurfaceController, surfaces } from '@app/contract';
import type { Actor } from '@app/kernel';
import { CredentialTypeError, CredentialTypePermission } from '../credential-types';
import { CredentialTypePolicyDto } from './lifecycle.dto';
import { TypePoliciesService } from './type-policies.service';

@SurfaceController(surfaces.optima, {
  path: 'credential-type/:identifier/policy',
  name: 'credentialTypePolicies',
  tag: 'Credential types',
})
export class TypePoliciesOptimaController {
  constructor(private readonly policies: TypePoliciesService) {}

  @Route({
    get: '',
    access: [CredentialTypePermission.fetch],
    returns: one(CredentialTypePolicyDto),
    errors: [CredentialTypeError.notFound],
    summary: 'Fetch the policy of a credential type',
    message: 'Credential Type Policy Fetched Successfully!',
  })
  fetch(@Param('identifier') identifier: string) {
    return this.policies.get(identifier);
  }

  @Route({
    put: '',
    access: [CredentialTypePermission.update],
    returns: one(CredentialTypePolicyDto),
    errors: [CredentialTypeError.notFound],
    summary: 'Set the policy of a credential type',
    description: 'It holds at once for all credentials of the type.',
    message: 'Credential Type Policy Updated Successfully!',
  })
  update(@CurrentActor() actor: Actor, @Param('identifier') identifier: string, @Body() body: CredentialTypePolicyDto) {
    return this.policies.set(actor, identifier, body);
  }
}

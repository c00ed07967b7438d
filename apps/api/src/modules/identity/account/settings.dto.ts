import type * as Contract from '@contract/flowfuse';
import { assertSame, Flag } from '@app/contract';

export class FlowfuseSettingsDto implements Contract.FlowfuseSettings {
  @Flag({ description: 'Whether anyone may register.' })
  'user:signup': boolean;

  @Flag({ description: 'Whether a forgotten password can be reset by e-mail.' })
  'user:reset-password': boolean;

  @Flag({ description: 'Whether the installation can send e-mail.' })
  email: boolean;
}

assertSame<FlowfuseSettingsDto, Contract.FlowfuseSettings>();

export const toFlowfuseSettingsDto = (installation: {
  signup: boolean;
  smtpUrl: string | null;
}): FlowfuseSettingsDto => ({
  'user:signup': installation.signup,
  'user:reset-password': false,
  email: installation.smtpUrl !== null,
});

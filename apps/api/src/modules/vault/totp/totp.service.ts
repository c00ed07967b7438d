import { Injectable } from '@nestjs/common';
import { Clock, type SignedInActor } from '@app/kernel';
import { CredentialError } from '../credential-store';
import { SecureValueReader } from '../reveals';
import { oneTimeCode, type OneTimeCode } from './one-time-code';
import { TotpError } from './totp.errors';

/** One-time codes of secure fields that hold an otpauth URI. The seed never leaves. */
@Injectable()
export class TotpService {
  constructor(
    private readonly reader: SecureValueReader,
    private readonly clock: Clock,
  ) {}

  /**
   * A field without a code leaves no row of one in the audit log.
   *
   * @throws 400 without a reason where one is required, 403, 404, 409 when the field holds anything else, 429
   */
  code(actor: SignedInActor, id: string, fieldId: string, reason?: string): Promise<OneTimeCode> {
    return this.reader.read(
      actor,
      { credentialId: id, fieldIds: [fieldId], reason },
      ({ name, current }) =>
        current.map((value) => ({
          ...value,
          action: 'credential.totp.read',
          message: `A one-time code by the secure value ${fieldId} of credential ${name} was read`,
        })),
      ([seed]) => {
        if (!seed) throw CredentialError.secureFieldNotFound({ fieldId });
        const code = oneTimeCode(seed.value, this.clock.now());
        if (!code) throw TotpError.noOneTimeCode({ fieldId });
        return code;
      },
    );
  }
}

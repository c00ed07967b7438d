import { Injectable } from '@nestjs/common';
import type { SignedInActor } from '@app/kernel';
import { CredentialError } from '../credential-store';
import {
  SecureValueReader,
  type OpenedValue,
  type ReadableCredential,
  type Reading,
  type ReadRequest,
} from './secure-value-reader';

const readingsOf = ({ name, current }: ReadableCredential): Reading[] =>
  current.map((value) => ({
    ...value,
    action: 'credential.secure_value.read',
    message: `The secure value ${value.fieldId} of credential ${name} was read`,
  }));

/** A credential with secure values in clear. */
export interface Reveal {
  readonly credential: ReadableCredential;
  readonly secureValues: readonly OpenedValue[];
}

/** Reads the current secure values of a credential in clear. */
@Injectable()
export class RevealsService {
  constructor(private readonly reader: SecureValueReader) {}

  /** By field id. @throws 400 without a reason where one is required, 403, 404, 429 */
  all(actor: SignedInActor, id: string, reason?: string): Promise<Record<string, string>> {
    return this.read(actor, { credentialId: id, reason }, ({ secureValues }) =>
      Object.fromEntries(secureValues.map(({ fieldId, value }) => [fieldId, value])),
    );
  }

  /** @throws as {@link all}; 404 also for a field that is not secure or has no value */
  single(actor: SignedInActor, id: string, fieldId: string, reason?: string): Promise<OpenedValue> {
    return this.read(actor, { credentialId: id, fieldIds: [fieldId], reason }, ({ secureValues: [value] }) => {
      if (!value) throw CredentialError.secureFieldNotFound({ fieldId });
      return value;
    });
  }

  /** @param use makes of it what leaves the server; what it throws leaves no row. @throws as {@link all} */
  read<Answer>(actor: SignedInActor, request: ReadRequest, use: (reveal: Reveal) => Answer): Promise<Answer> {
    return this.reader.read(actor, request, readingsOf, (secureValues, credential) =>
      use({ credential, secureValues }),
    );
  }
}

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
  async all(actor: SignedInActor, id: string, reason?: string): Promise<Record<string, string>> {
    const { secureValues } = await this.read(actor, { credentialId: id, reason });
    return Object.fromEntries(secureValues.map(({ fieldId, value }) => [fieldId, value]));
  }

  /** @throws as {@link all}; 404 also for a field that is not secure or has no value */
  async single(actor: SignedInActor, id: string, fieldId: string, reason?: string): Promise<OpenedValue> {
    const { secureValues } = await this.read(actor, { credentialId: id, fieldIds: [fieldId], reason });
    const [value] = secureValues;
    if (!value) throw CredentialError.secureFieldNotFound({ fieldId });
    return value;
  }

  /** In a transaction, together with the rest of it. @throws as {@link all} */
  async read(actor: SignedInActor, request: ReadRequest): Promise<Reveal> {
    let credential: ReadableCredential | undefined;
    const secureValues = await this.reader.read(actor, request, (found) => readingsOf((credential = found)));
    if (!credential) throw CredentialError.notFound({ identifier: request.credentialId });
    return { credential, secureValues };
  }
}

import type { FieldDefinition } from '../../../apps/api/src/modules/vault/credential-types';
import type { ContractAgent } from '../agent';

interface Answer<Data> {
  readonly data: Data;
}

export interface TestCredentialType {
  readonly id: string;
  readonly name: string;
  readonly fields: FieldDefinition[];
}

export interface TestCredential {
  readonly id: string;
  readonly name: string;
  readonly fields: { readonly id: string; readonly value: string | string[] | null }[];
}

export interface CredentialOptions {
  readonly typeId: string;
  readonly companyId: string;
  readonly name?: string;
  readonly notes?: string | null;
  /** By field id. */
  readonly values?: Readonly<Record<string, string>>;
  readonly subCredentials?: object;
}

let made = 0;

/** A login with a user name in clear and a sealed password, unless other fields are given. */
export async function makeCredentialType(
  agent: ContractAgent,
  options: { name?: string; permissionScope?: string; fields?: FieldDefinition[] } = {},
): Promise<TestCredentialType> {
  made += 1;
  const type = {
    name: `Login ${made}`,
    permissionScope: 'login.credentials',
    fields: [
      { id: 'username', name: 'User name', required: true, secure: false, valueType: 'plain_text' },
      { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
    ],
    ...options,
  };
  return (await agent.post<Answer<TestCredentialType>>('/v1/credential-type').send(type).expect(201)).body.data;
}

/** A credential with the values that {@link makeCredentialType} asks for, unless others are given. */
export async function makeCredential(
  agent: ContractAgent,
  { values = { username: 'ada', password: 'Lovelace-1815' }, name = 'Server', ...rest }: CredentialOptions,
): Promise<TestCredential> {
  const fields = Object.entries(values).map(([fieldId, value]) => ({ fieldId, value }));
  const sent = { name, ...rest, fields };
  return (await agent.post<Answer<TestCredential>>('/v1/credential/credentials').send(sent).expect(201)).body.data;
}

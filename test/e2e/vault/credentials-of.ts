import type { ContractAgent } from '../../support/agent';

interface Created {
  readonly data: { readonly id: string };
}

const field = (id: string, name: string, secure: boolean, valueType = 'plain_text') => ({
  ...{ id, name, secure, valueType },
  required: id === 'username',
});

/** The fields of {@link makeLoginType}: one in clear that is required, and two secure ones. */
const loginFields = [
  field('username', 'User name', false),
  field('password', 'Password', true, 'password'),
  field('pin', 'PIN', true, 'generic_secret'),
];

/** @returns its id */
export async function makeLoginType(agent: ContractAgent, name: string, permissionScope = 'logins'): Promise<string> {
  const body = { name, permissionScope, fields: loginFields };
  return (await agent.post<Created>('/v1/credential-type').send(body).expect(201)).body.data.id;
}

/** @returns its id */
export async function makeLogin(
  agent: ContractAgent,
  place: { readonly typeId: string; readonly companyId: string },
  name: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const fields = Object.entries({ username: name, ...values }).map(([fieldId, value]) => ({ fieldId, value }));
  const body = { ...place, name, fields };
  return (await agent.post<Created>('/v1/credential/credentials').send(body).expect(201)).body.data.id;
}

export interface WatchedJob {
  readonly state: string;
  readonly result: Record<string, unknown> | null;
  readonly error: string | null;
  readonly progress: { readonly done: number; readonly total: number | null };
}

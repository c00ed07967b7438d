const headersOf = (token: string) => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });

async function create(url: string, token: string, path: string, body: object): Promise<string> {
  const response = await fetch(url + path, { method: 'POST', headers: headersOf(token), body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { data: { id: string } }).data.id;
}

const FIELDS = [
  { id: 'address', name: 'Address', required: true, secure: false, valueType: 'ip_address' },
  { id: 'username', name: 'User name', required: true, secure: false, valueType: 'plain_text' },
  { id: 'password', name: 'Password', required: true, secure: true, valueType: 'password' },
];

/** Credentials of about a kilobyte each, as a list shows them. @returns their ids */
export async function addCredentials(url: string, token: string, companyId: string, amount: number): Promise<string[]> {
  const type = { name: `Perf ${companyId}`, permissionScope: 'perf.credentials', fields: FIELDS };
  const typeId = await create(url, token, '/v1/credential-type', type);
  const ids: string[] = [];
  for (let index = 0; index < amount; index += 1) {
    const fields = [
      { fieldId: 'address', value: `10.0.${index >> 8}.${index & 255}` },
      { fieldId: 'username', value: `administrator-${index}` },
      { fieldId: 'password', value: `Perf-secret-${index}` },
    ];
    const credential = { name: `Server ${index}`, notes: `Rack ${index}, second row`, typeId, companyId, fields };
    ids.push(await create(url, token, '/v1/credential/credentials', credential));
  }
  return ids;
}

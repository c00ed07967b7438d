import type { AuditEntry, AuditLog } from '@app/audit';
import type { Transactions } from '@app/database';
import { systemActor } from '@app/kernel';
import type { Credential, SecureValueStore } from '../credential-store';
import type { CredentialTypesService } from '../credential-types';
import type { SecureValueReader } from '../reveals';
import type { HistoryRepository, VersionRow } from './history.repository';
import { HistoryService } from './history.service';

const tunnel = { id: 'password', secure: true, valueType: 'password' };
const credential = {
  ...{ id: 'c1', name: 'Tunnel', typeId: 't1', companyId: 'co1', definitionPath: ['tunnels'] },
} as Credential;
const former: VersionRow = {
  ...{ id: 'v1', fieldId: 'password', authorId: null, authorLogin: null },
  ...{ createdAt: new Date(0), supersededAt: new Date(1) },
};

/** The service over one version of a sub-credential whose type defines these sub-fields. */
function history(version: VersionRow | undefined, subFields: object[] = [tunnel]) {
  const restored: string[] = [];
  const entries: AuditEntry[] = [];
  const versions = {
    lockCredential: (id: string) => Promise.resolve(id === credential.id ? credential : null),
    find: (_: string, id: string) => Promise.resolve(id === 'v2' ? { ...former, id, supersededAt: null } : version),
    holdSealed: () => Promise.resolve({ id: 'v1', credentialId: 'c1', fieldId: 'password', sealed: 'sealed text' }),
    touchCredential: () => Promise.resolve(),
  } as unknown as HistoryRepository;
  const store = {
    restore: (_: unknown, { sealed }: { sealed: string }) => {
      restored.push(sealed);
      return Promise.resolve('v2');
    },
  } as unknown as SecureValueStore;
  const fields = [{ id: 'tunnels', secure: false, valueType: 'multi_credential', subFields }];
  const types = { pin: () => Promise.resolve({ fields }) } as unknown as CredentialTypesService;
  const transactions = { run: (work: () => Promise<unknown>) => work() } as unknown as Transactions;
  const audit = {
    record: (_: unknown, entry: AuditEntry) => Promise.resolve(void entries.push(entry)),
  } as unknown as AuditLog;
  const service = new HistoryService(versions, {} as SecureValueReader, store, types, transactions, audit);
  return { service, restored, entries };
}

describe('restoring a version', () => {
  const actor = systemActor();

  it('carries the sealed text over, for a sub-credential too, and is on record', async () => {
    const { service, restored, entries } = history(former);
    expect(await service.restore(actor, 'c1', 'v1')).toMatchObject({ id: 'v2', supersededAt: null });
    expect(restored).toEqual(['sealed text']);
    expect(entries).toMatchObject([
      {
        action: 'credential.secure_value.restore',
        after: { fieldId: 'password', versionId: 'v1', newVersionId: 'v2' },
      },
    ]);
  });

  it.each([
    ['an unknown credential', 'nobody', former, [tunnel], 'credential.notFound'],
    ['an unknown version', 'c1', undefined, [tunnel], 'credentialHistory.versionNotFound'],
    ['the current version', 'c1', { ...former, supersededAt: null }, [tunnel], 'credentialHistory.versionIsCurrent'],
    ['a field that is gone', 'c1', former, [], 'credentialHistory.fieldNotSecure'],
    ['a field in clear', 'c1', former, [{ ...tunnel, secure: false }], 'credentialHistory.fieldNotSecure'],
  ])('refuses %s and changes nothing', async (_case, id, version, subFields, code) => {
    const { service, restored, entries } = history(version, subFields);
    await expect(service.restore(actor, id, 'v1')).rejects.toMatchObject({ code });
    expect([restored, entries]).toEqual([[], []]);
  });
});

import { permissionCatalog } from '@app/kernel';
import { previewContract } from '../../apps/api/src/commands/preview-contract';
import { nodesOf, servedOperations, type ServedOperation } from './served-operations';

const MODES = ['nodes', 'signed-in', 'anyone', 'refresh-token', 'refresh-cookie', 'first-run'];

/** Nodes that no documented operation asks for, and who asks for them instead. */
const OUTSIDE_OPERATIONS: Readonly<Record<string, string>> = {
  '*': 'grants everything; nothing asks for it alone',
  'job.cancel': 'JobsService, for a job that somebody else started',
  'job.fetch': 'JobsService, for a job that somebody else started',
  'job.fetch.many': 'JobsService, which lists the own jobs without it',
  'metrics.read': 'GET /metrics, which stands outside the five contracts',
};

let operations: [string, ServedOperation][];

beforeAll(async () => {
  operations = [...servedOperations(await previewContract())];
});

/** The names of the operations that a rule rejects. */
const offenders = (isWrong: (operation: ServedOperation) => boolean): string[] =>
  operations.filter(([, operation]) => isWrong(operation)).map(([name]) => name);

describe('the served document', () => {
  it('serves operations of every surface', () => {
    const surfaces = new Set(operations.map(([, operation]) => operation['x-surface']));
    expect([...surfaces].sort()).toEqual(['beaver', 'ecoflow', 'flowfuse', 'liberty', 'optima']);
  });

  it('declares the access of every operation', () => {
    expect(offenders((operation) => !MODES.includes(operation['x-access'] ?? ''))).toEqual([]);
  });

  it('names nodes exactly where access goes by nodes', () => {
    expect(
      offenders((operation) => (operation['x-access'] === 'nodes') !== (operation['x-permissions'] ?? []).length > 0),
    ).toEqual([]);
  });

  it('asks for a bearer token exactly where a principal is needed', () => {
    const isGuarded = (operation: ServedOperation) => ['nodes', 'signed-in'].includes(operation['x-access'] ?? '');
    expect(offenders((operation) => isGuarded(operation) !== (operation.security ?? []).length > 0)).toEqual([]);
  });

  it('asks only for registered nodes', () => {
    const unknown = operations
      .flatMap(([, operation]) => nodesOf(operation))
      .filter((id) => !permissionCatalog.get(id));
    expect(unknown).toEqual([]);
  });

  it('gates only by registered scopes', () => {
    const scopes = operations
      .flatMap(([, operation]) => [operation['x-field-gate'], operation['x-field-gate-write']])
      .filter((scope) => scope !== undefined);
    expect(scopes.length).toBeGreaterThan(0);
    for (const scope of scopes) expect(permissionCatalog.fields(scope).length).toBeGreaterThan(0);
  });

  it('gives every operation an id of its own that starts with its surface', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(offenders((operation) => !operation.operationId.startsWith(operation['x-surface']))).toEqual([]);
  });
});

describe('the permission registry', () => {
  it('holds only nodes that an operation asks for, but for the listed ones', () => {
    const used = new Set(operations.flatMap(([, operation]) => nodesOf(operation)));
    const unused = permissionCatalog.nodes().filter(({ id, scope }) => scope === undefined && !used.has(id));
    expect(unused.map(({ id }) => id).sort()).toEqual(Object.keys(OUTSIDE_OPERATIONS).sort());
  });

  it('holds only gates that an operation applies', () => {
    const applied = new Set(
      operations.flatMap(([, operation]) => [operation['x-field-gate'], operation['x-field-gate-write']]),
    );
    const scopes = new Set(permissionCatalog.nodes().flatMap(({ scope }) => scope ?? []));
    expect([...scopes].filter((scope) => !applied.has(scope))).toEqual([]);
  });

  it('knows every node that another one depends on', () => {
    const unknown = permissionCatalog
      .nodes()
      .flatMap(({ dependencies }) => dependencies)
      .filter((id) => !permissionCatalog.get(id));
    expect(unknown).toEqual([]);
  });

  it('lists every node under a described category', () => {
    const categories = new Map(permissionCatalog.categories().map((category) => [category.key, category]));
    for (const { id, category, description } of permissionCatalog.nodes()) {
      expect([id, categories.get(category)?.description, description]).not.toContain('');
      expect([id, categories.has(category)]).toEqual([id, true]);
    }
  });
});

import { PERMISSION_PATTERN, permissionCatalog, PermissionSet } from '@app/kernel';
import '../roles';
import '../users';
import { grantedFlags, withFlags, type EcoflowFlag } from './ecoflow-flags';
import { ECOFLOW_FLAGS, WITH_ANY_FLAG } from './ecoflow-flags.permissions';

const flagsOf = (...nodes: string[]) => grantedFlags(new PermissionSet(nodes));

describe('the table of flags', () => {
  const nodes = [...new Set([...Object.values(ECOFLOW_FLAGS).flat(), ...WITH_ANY_FLAG])];

  it('has the 31 flags of the system', () => {
    expect(Object.keys(ECOFLOW_FLAGS)).toHaveLength(31);
  });

  it.each(nodes)('names %s as permissions are written', (node) => {
    expect(node).toMatch(PERMISSION_PATTERN);
  });

  it.each(nodes.filter((node) => /^(user|role)\./.test(node)))('finds %s in the registry', (node) => {
    expect(permissionCatalog.get(node)).toBeDefined();
  });
});

describe('grantedFlags', () => {
  it('shows a flag when all its nodes are held, and leaves the others out', () => {
    expect(flagsOf('backup.create', 'backup.read', 'backup.delete')).toEqual({ backup: true });
    expect(flagsOf('backup.create', 'backup.read')).toEqual({});
  });

  it('counts nodes that a wildcard grants', () => {
    expect(flagsOf('environment.*')).toEqual({ createEnvs: true, deleteEnvs: true, updateEnvs: true });
  });

  it('shows every flag to whoever holds everything', () => {
    expect(Object.keys(flagsOf('*'))).toEqual(Object.keys(ECOFLOW_FLAGS));
  });
});

describe('withFlags', () => {
  it.each(Object.keys(ECOFLOW_FLAGS).filter((flag) => flag !== 'administrator') as EcoflowFlag[])(
    'grants %s so that it reads true',
    (flag) => {
      const permissions = withFlags([], { [flag]: true });
      expect(grantedFlags(new PermissionSet(permissions))).toMatchObject({ [flag]: true });
      expect(permissions).toEqual(expect.arrayContaining([...WITH_ANY_FLAG]));
    },
  );

  it('takes the nodes of flags that are false or absent', () => {
    const before = withFlags([], { auditLogs: true, flowEditor: true });
    expect(withFlags(before, { auditLogs: true, flowEditor: false })).not.toContain('flow.edit');
    expect(withFlags(before, { flowEditor: true })).not.toContain('audit.read');
  });

  it('keeps a node that another flag still needs', () => {
    const before = withFlags([], { createUser: true, createRole: true });
    expect(withFlags(before, { createRole: true })).toEqual(expect.arrayContaining(['role.read', 'role.list']));
  });

  it('leaves alone what no flag stands for', () => {
    const before = ['company.fetch', 'schema.*', 'user.read', 'audit.read'];
    expect(withFlags(before, {})).toEqual(['company.fetch', 'schema.*', 'user.read']);
  });

  it('writes the administrator as the one node that covers the rest', () => {
    expect(withFlags(['company.fetch'], { administrator: true, auditLogs: true })).toEqual(['company.fetch', '*']);
    expect(withFlags(['*'], { auditLogs: true })).toEqual(['audit.read', ...WITH_ANY_FLAG]);
  });

  it('names no node twice', () => {
    const permissions = withFlags(['user.read', 'audit.read'], { auditLogs: true, createUser: true, showUser: true });
    expect(permissions).toHaveLength(new Set(permissions).size);
  });
});

/** What every role holds: the own account, and the teams one belongs to. */
const everybody = ['user.read', 'user.write', 'team.read', 'obj.user.*'];

const viewer = [...everybody, 'role.read', 'role.list', 'obj.role.*', 'server.status.read'];

/** The roles of a new installation, by moniker (DECISIONS: Permissions). Later areas add theirs by migration. */
export const SEEDED_ROLES = {
  admin: { title: 'Administrator', permissions: ['*'] },
  operator: { title: 'Operator', permissions: [...viewer, 'user.read.other', 'user.list.other'] },
  viewer: { title: 'Viewer', permissions: viewer },
} as const satisfies Record<string, { title: string; permissions: readonly string[] }>;

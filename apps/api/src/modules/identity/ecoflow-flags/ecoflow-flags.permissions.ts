/** What every flag about users or roles needs in order to show a list of them. */
const roleList = ['role.read', 'role.list'];
const userList = ['user.list.other', ...roleList];

/**
 * The flags of the EcoFlowJS HTTP API, section "Role API", as lists of our nodes. Nodes of areas that are not installed
 * are harmless: nothing asks for them.
 */
export const ECOFLOW_FLAGS = {
  createUser: ['user.create.other', ...userList],
  deleteUser: ['user.toggle.other', ...userList],
  updateUser: ['user.write.other', ...userList],
  showUser: ['user.read.other', ...userList],
  createRole: ['role.create', ...roleList],
  deleteRole: ['role.delete', ...roleList],
  updateRole: ['role.modify', ...roleList],
  serverConfigurationShow: ['server.config.read', 'server.directory.read'],
  serverConfigurationUpdate: ['server.config.update'],
  stopServer: ['server.stop'],
  restartServer: ['server.restart'],
  createEnvs: ['environment.create', 'environment.read'],
  deleteEnvs: ['environment.delete', 'environment.read'],
  updateEnvs: ['environment.update', 'environment.read'],
  backup: ['backup.create', 'backup.read', 'backup.delete'],
  restore: ['backup.restore', 'backup.read'],
  schemaEditor: ['schema.access', 'schema.connection.read'],
  createDBConnection: ['schema.connection.create'],
  modifyDBConnection: ['schema.connection.update'],
  removeDBConnection: ['schema.connection.delete'],
  createCollectionTable: ['schema.table.create'],
  modifyCollectionTable: ['schema.table.rename'],
  removeCollectionTable: ['schema.table.delete'],
  modifyDBStructure: ['schema.column.update'],
  displayDBRecord: ['schema.record.read'],
  insertDBRecord: ['schema.record.create'],
  modifyDBRecord: ['schema.record.update'],
  removeDBRecord: ['schema.record.delete'],
  flowEditor: ['flow.edit', 'flow.deploy'],
  auditLogs: ['audit.read'],
  administrator: ['*'],
} as const satisfies Record<string, readonly string[]>;

/** What any flag grants besides: the own account, and whether the server is up. */
export const WITH_ANY_FLAG: readonly string[] = ['user.read', 'user.write', 'server.status.read'];

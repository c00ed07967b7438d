import type * as Contract from '@contract/ecoflow';
import { assertSame, Flag } from '@app/contract';

const absent = { optional: true };

/** Each flag stands for a list of permission nodes; absent means false. */
export class EcoflowPermissionFlagsDto implements Contract.EcoflowPermissionFlags {
  @Flag(absent) createUser?: boolean;
  @Flag(absent) deleteUser?: boolean;
  @Flag(absent) updateUser?: boolean;
  @Flag(absent) showUser?: boolean;
  @Flag(absent) createRole?: boolean;
  @Flag(absent) deleteRole?: boolean;
  @Flag(absent) updateRole?: boolean;
  @Flag(absent) serverConfigurationShow?: boolean;
  @Flag(absent) serverConfigurationUpdate?: boolean;
  @Flag(absent) stopServer?: boolean;
  @Flag(absent) restartServer?: boolean;
  @Flag(absent) createEnvs?: boolean;
  @Flag(absent) deleteEnvs?: boolean;
  @Flag(absent) updateEnvs?: boolean;
  @Flag(absent) backup?: boolean;
  @Flag(absent) restore?: boolean;
  @Flag(absent) schemaEditor?: boolean;
  @Flag(absent) createDBConnection?: boolean;
  @Flag(absent) modifyDBConnection?: boolean;
  @Flag(absent) removeDBConnection?: boolean;
  @Flag(absent) createCollectionTable?: boolean;
  @Flag(absent) modifyCollectionTable?: boolean;
  @Flag(absent) removeCollectionTable?: boolean;
  @Flag(absent) modifyDBStructure?: boolean;
  @Flag(absent) displayDBRecord?: boolean;
  @Flag(absent) insertDBRecord?: boolean;
  @Flag(absent) modifyDBRecord?: boolean;
  @Flag(absent) removeDBRecord?: boolean;
  @Flag(absent) flowEditor?: boolean;
  @Flag(absent) auditLogs?: boolean;
  @Flag(absent) administrator?: boolean;
}

assertSame<EcoflowPermissionFlagsDto, Contract.EcoflowPermissionFlags>();

import { IdentityBase1795315200000 } from './1795315200000-identity-base';
import { Audit1795315300000 } from './1795315300000-audit';
import { Sessions1795315400000 } from './1795315400000-sessions';
import { RateLimits1795315700000 } from './1795315700000-rate-limits';
import { TeamsAndTokens1795315800000 } from './1795315800000-teams-and-tokens';
import { Oidc1795315900000 } from './1795315900000-oidc';
import { AuditReading1795316200000 } from './1795316200000-audit-reading';
import { UserSearch1795316300000 } from './1795316300000-user-search';
import { Jobs1795316350000 } from './1795316350000-jobs';
import { Companies1795316400000 } from './1795316400000-companies';
import { Vault1795316600000 } from './1795316600000-vault';
import { VaultRoles1795316700000 } from './1795316700000-vault-roles';
import { StaleCredentials1795317000000 } from './1795317000000-stale-credentials';
import { CredentialSearch1795317200000 } from './1795317200000-credential-search';
import { CredentialShares1795317300000 } from './1795317300000-credential-shares';
import { MasterKeyChecks1795317400000 } from './1795317400000-master-key-checks';
import { CredentialTransfers1795317500000 } from './1795317500000-credential-transfers';
import { Syncs1795318000000 } from './1795318000000-syncs';
import { Catalog1795318100000 } from './1795318100000-catalog';
import { Opportunities1795318500000 } from './1795318500000-opportunities';
import { UnifiSites1795319000000 } from './1795319000000-unifi-sites';
import { ConnectwiseHints1795320000000 } from './1795320000000-connectwise-hints';
import { MembersAndCustomFields1795330000000 } from './1795330000000-members-and-custom-fields';
import { StockReadings1795330000001 } from './1795330000001-stock-readings';
import { StockStamps1795330010000 } from './1795330010000-stock-stamps';
import { CompanyChanges1795330020000 } from './1795330020000-company-changes';
import { UnifiHistory1795340000000 } from './1795340000000-unifi-history';
import { UnifiVanishedDevices1795340000100 } from './1795340000100-unifi-vanished-devices';
import { UnifiPpskLabelSites1795340000200 } from './1795340000200-unifi-ppsk-label-sites';
import { UnifiControllers1795345000000 } from './1795345000000-unifi-controllers';
import { ImportRows1795350010000 } from './1795350010000-import-rows';
import { UnifiWlanTemplates1795350000000 } from './1795350000000-unifi-wlan-templates';

/** Every migration, oldest first. TypeORM orders them by the timestamp at the end of the class name. */
export const migrations = [
  IdentityBase1795315200000,
  Audit1795315300000,
  Sessions1795315400000,
  RateLimits1795315700000,
  TeamsAndTokens1795315800000,
  Oidc1795315900000,
  AuditReading1795316200000,
  UserSearch1795316300000,
  Jobs1795316350000,
  Companies1795316400000,
  Vault1795316600000,
  VaultRoles1795316700000,
  StaleCredentials1795317000000,
  CredentialSearch1795317200000,
  CredentialShares1795317300000,
  MasterKeyChecks1795317400000,
  CredentialTransfers1795317500000,
  Syncs1795318000000,
  Catalog1795318100000,
  Opportunities1795318500000,
  UnifiSites1795319000000,
  ConnectwiseHints1795320000000,
  MembersAndCustomFields1795330000000,
  StockReadings1795330000001,
  StockStamps1795330010000,
  CompanyChanges1795330020000,
  UnifiHistory1795340000000,
  UnifiVanishedDevices1795340000100,
  UnifiPpskLabelSites1795340000200,
  UnifiControllers1795345000000,
  UnifiWlanTemplates1795350000000,
  ImportRows1795350010000,
] as const;

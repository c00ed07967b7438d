import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, statement, Transactions } from '@app/database';
import { systemActor } from '@app/kernel';
import { RolesService } from './roles.service';
import { SEEDED_ROLES } from './seeded-roles.permissions';

const ONE_SEEDING_AT_A_TIME = statement('roles-serialize-seeding', `select pg_advisory_xact_lock(hashtext('roles'))`);

type Moniker = keyof typeof SEEDED_ROLES;

/** Monikers of the roles that every installation has. */
export const SeededRole = { admin: 'admin', operator: 'operator', viewer: 'viewer' } as const satisfies {
  [Name in Moniker]: Name;
};

/** Adds the seeded roles that are missing when the product starts; changed ones stay as they are. */
@Injectable()
export class RoleSeeder implements OnModuleInit {
  constructor(
    private readonly roles: RolesService,
    private readonly database: Database,
    private readonly transactions: Transactions,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.transactions.run(async () => {
      await this.database.rows(ONE_SEEDING_AT_A_TIME);
      const known = new Set((await this.roles.list()).map(({ moniker }) => moniker));
      for (const [moniker, { title, permissions }] of Object.entries(SEEDED_ROLES)) {
        if (!known.has(moniker))
          await this.roles.create(systemActor(), { title, moniker, permissions: [...permissions] });
      }
    });
  }
}

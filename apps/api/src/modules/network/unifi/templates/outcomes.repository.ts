import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';
import type { SiteOutcome, WlanOutcome } from './outcome';

const COLUMNS = 'position, site_id as "siteId", settled, failure, wlans';

const INSERT = statement(
  'unifi-template-outcomes-insert',
  `insert into unifi_template_outcomes (job_id, position, site_id)
   select $1, place, site_id from unnest($2::text[]) with ordinality as given (site_id, place)`,
);
const WAITING = statement(
  'unifi-template-outcomes-waiting',
  `select ${COLUMNS} from unifi_template_outcomes where job_id = $1 and not settled order by position limit $2`,
);
const PAGE = statement(
  'unifi-template-outcomes-page',
  `select ${COLUMNS} from unifi_template_outcomes where job_id = $1 and position > $2 order by position limit $3`,
);
const FIND_FOR_UPDATE = statement(
  'unifi-template-outcomes-find-for-update',
  `select ${COLUMNS} from unifi_template_outcomes where job_id = $1 and position = $2 for update`,
);
const KEEP_WLANS = statement(
  'unifi-template-outcomes-keep-wlans',
  'update unifi_template_outcomes set wlans = $3::jsonb where job_id = $1 and position = $2',
);
const SETTLE = statement(
  'unifi-template-outcomes-settle',
  `update unifi_template_outcomes set settled = true, failure = $3, wlans = coalesce($4::jsonb, wlans)
    where job_id = $1 and position = $2 and not settled`,
);
const SETTLED = statement(
  'unifi-template-outcomes-settled',
  'select count(*)::int as count from unifi_template_outcomes where job_id = $1 and settled',
);

/** The sites of runs, and what became of each. */
@Injectable()
export class OutcomesRepository {
  constructor(private readonly database: Database) {}

  /** In the order given. */
  async insert(jobId: string, siteIds: readonly string[]): Promise<void> {
    await this.database.rows(INSERT, [jobId, siteIds]);
  }

  waiting(jobId: string, limit: number): Promise<SiteOutcome[]> {
    return this.database.rows<SiteOutcome>(WAITING, [jobId, limit]);
  }

  page(jobId: string, after: number, limit: number): Promise<SiteOutcome[]> {
    return this.database.rows<SiteOutcome>(PAGE, [jobId, after, limit]);
  }

  async settled(jobId: string): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(SETTLED, [jobId]);
    return row?.count ?? 0;
  }

  /** In a transaction: nobody else changes it until that ends. */
  async lock(jobId: string, position: number): Promise<SiteOutcome> {
    const [row] = await this.database.rows<SiteOutcome>(FIND_FOR_UPDATE, [jobId, position]);
    if (!row) throw new Error('The outcomes of a running job are gone');
    return row;
  }

  async keepWlans(jobId: string, position: number, wlans: readonly WlanOutcome[]): Promise<void> {
    await this.database.rows(KEEP_WLANS, [jobId, position, JSON.stringify(wlans)]);
  }

  /** @param end without `wlans` those that were kept on the way stay */
  async settle(
    jobId: string,
    position: number,
    { failure = null, wlans }: { failure?: string | null; wlans?: readonly WlanOutcome[] },
  ): Promise<void> {
    await this.database.rows(SETTLE, [jobId, position, failure, wlans ? JSON.stringify(wlans) : null]);
  }
}

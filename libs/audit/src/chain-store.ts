import { Database, statement } from '@app/database';
import { Injectable } from '@nestjs/common';
import { SEALED_COLUMNS } from './chain';
import type { SealedRow } from './chain';
import type { SignedLink } from './chain-report';

interface LinkColumns {
  position: string;
  hash: Buffer;
  key_id: string;
  signature: Buffer;
  at: Date;
}

/** One read of the chain's end, so that its parts agree. */
export interface ChainEnd {
  now: Date;
  /** Highest position of a seal; 0 when there is none. */
  lastSeal: number;
  head?: SignedLink;
  lastCheckpoint?: Pick<SignedLink, 'position' | 'at'>;
}

/** A row's place in the order of the chain. */
export interface LogPlace {
  xid: string;
  seq: string;
}

export type LogRow = SealedRow & LogPlace & { sealed: boolean };

/** Where the scan for unsealed rows begins. Transaction ids are `xid8` as text. */
export interface ScanStart {
  /** No unsealed row of a finished transaction has a smaller id. */
  from: string;
  /** Transactions from here on have not begun, as far as this server knows. */
  next: string;
  /** Rows of transactions that have not begun: they were restored from another server. */
  restored: boolean;
}

/** A sealed position with its row; the row's columns are null when it is gone. */
export type SealedPosition = { position: string; seal_seq: string; hash: Buffer } & {
  [K in keyof SealedRow]: SealedRow[K] | null;
};

/**
 * Whether a row is sealed, as a scalar subquery: always one index look-up per row. The planner may turn `not exists` into
 * a hash of all seals, five times a second.
 */
const SEALED = '(select true from audit_seals seal where seal.seq = log.seq)';

const TRY_LOCK = statement('audit.try-lock', 'select pg_try_advisory_xact_lock($1) as locked');
const LOCK = statement('audit.lock', 'select pg_advisory_xact_lock($1)');

const SCAN_START = statement(
  'audit.scan-start',
  `select coalesce(last.xid, '0')::text as from, pg_snapshot_xmax(pg_current_snapshot())::text as next,
     exists (select from audit_log log where log.xid >= pg_snapshot_xmax(pg_current_snapshot())) as restored
   from (select 1) as one
   left join lateral (
     select log.xid from audit_seals seal join audit_log log using (seq) order by seal.position desc limit 1
   ) as last on true`,
);

/**
 * The horizon is the oldest transaction that may still add rows. The server's own `xmin` counts transactions of all its
 * databases; those known to run in another one, or to be a vacuum, cannot write here and do not hold the chain up.
 * A transaction that ended since the snapshot counts as running: the next look finds it finished.
 */
const PENDING = statement(
  'audit.pending',
  `with moment as materialized (select pg_current_snapshot() as snapshot),
   horizon as materialized (
     select coalesce(
       (
         select running.xid from pg_snapshot_xip(snapshot) as running (xid)
         where (
           select true from pg_stat_get_activity(null) as backend
           where backend.backend_xid = running.xid::xid
             and (
               backend.datid <> (select oid from pg_database where datname = current_database())
               or backend.backend_type = 'autovacuum worker'
             )
           limit 1
         ) is null
         order by running.xid limit 1
       ),
       pg_snapshot_xmax(snapshot)
     ) as xid
     from moment
   )
   select horizon.xid::text as horizon,
     exists (
       select from audit_log log
       where log.xid >= $1::xid8 and log.xid < (select xid from horizon) and ${SEALED} is null
     ) as pending
   from horizon`,
);

const LOG_PAGE = statement(
  'audit.log-page',
  `select log.xid::text as xid, coalesce(${SEALED}, false) as sealed, ${SEALED_COLUMNS}
   from (
     select * from audit_log
     where (xid, seq) > ($1::xid8, $2::bigint) and xid < $3::xid8 order by xid, seq limit $4
   ) as log
   order by log.xid, log.seq`,
);

const CHAIN_END = statement(
  'audit.chain-end',
  `select now() as now, (select coalesce(max(position), 0) from audit_seals) as last_seal,
     head.position, head.hash, head.key_id, head.signature, head.at,
     checkpoint.position as checkpoint_position, checkpoint.at as checkpoint_at
   from (select 1) as one
   left join audit_head head on true
   left join lateral (
     select position, at from audit_checkpoints order by position desc limit 1
   ) as checkpoint on true`,
);

const ADD_SEALS = statement(
  'audit.add-seals',
  `insert into audit_seals (position, seq, hash)
   select $1::bigint + place - 1, seq, hash
   from unnest($2::bigint[], $3::bytea[]) with ordinality as link (seq, hash, place)`,
);

const MOVE_HEAD = statement(
  'audit.move-head',
  `insert into audit_head (position, hash, key_id, signature, at) values ($1, $2, $3, $4, $5)
   on conflict (singleton) do update set position = excluded.position, hash = excluded.hash, key_id = excluded.key_id,
     signature = excluded.signature, at = excluded.at`,
);

const ADD_CHECKPOINT = statement(
  'audit.add-checkpoint',
  'insert into audit_checkpoints (position, hash, key_id, signature, at) values ($1, $2, $3, $4, $5)',
);

const SEALED_PAGE = statement(
  'audit.sealed-page',
  `select seal.position, seal.seq as seal_seq, seal.hash, ${SEALED_COLUMNS}
   from audit_seals seal left join audit_log log using (seq)
   where seal.position > $1 and seal.position <= $2 order by seal.position limit $3`,
);

const CHECKPOINTS = statement(
  'audit.checkpoints',
  `select position, hash, key_id, signature, at from audit_checkpoints
   where position > $1 and position <= $2 order by position`,
);

const COUNT_OPEN = statement(
  'audit.count-open',
  `select count(*)::int as open from audit_log log
   where not exists (select from audit_seals seal where seal.seq = log.seq)`,
);

/** Any constant will do; it only has to differ from the product's other advisory locks. */
const SEALER_LOCK = 7_305_002;

/** The SQL of the chain. Statements that write run in the sealer's transaction. */
@Injectable()
export class ChainStore {
  constructor(private readonly database: Database) {}

  /** Makes the caller the only sealer until its transaction ends. False when another one is at work and `wait` is not set. */
  async lock(wait: boolean): Promise<boolean> {
    const [row] = await this.database.rows<{ locked?: boolean }>(wait ? LOCK : TRY_LOCK, [SEALER_LOCK]);
    return wait || row?.locked === true;
  }

  async scanStart(): Promise<ScanStart> {
    return this.#one<ScanStart>(SCAN_START, []);
  }

  /** Whether a row of a finished transaction from `from` on is unsealed, and before which id all have finished. */
  async pending(from: string): Promise<{ horizon: string; pending: boolean }> {
    return this.#one(PENDING, [from]);
  }

  /** Rows behind a place, of transactions before `until`, in the order of the chain. */
  logPage({ xid, seq }: LogPlace, until: string, limit: number): Promise<LogRow[]> {
    return this.database.rows(LOG_PAGE, [xid, seq, until, limit]);
  }

  async chainEnd(): Promise<ChainEnd> {
    const row = await this.#one<
      { [K in keyof LinkColumns]: LinkColumns[K] | null } & {
        now: Date;
        last_seal: string;
        checkpoint_position: string | null;
        checkpoint_at: Date | null;
      }
    >(CHAIN_END, []);
    const { position, checkpoint_position, checkpoint_at } = row;
    return {
      now: row.now,
      lastSeal: Number(row.last_seal),
      ...(position !== null && { head: toLink(row as LinkColumns) }),
      ...(checkpoint_at && { lastCheckpoint: { position: Number(checkpoint_position), at: checkpoint_at } }),
    };
  }

  async addSeals(firstPosition: number, seqs: string[], hashes: Buffer[]): Promise<void> {
    await this.database.rows(ADD_SEALS, [firstPosition, seqs, hashes]);
  }

  async moveHead(link: SignedLink): Promise<void> {
    await this.database.rows(MOVE_HEAD, columnsOf(link));
  }

  async addCheckpoint(link: SignedLink): Promise<void> {
    await this.database.rows(ADD_CHECKPOINT, columnsOf(link));
  }

  /** Up to `limit` positions in (`after`, `last`], in order. */
  sealedPage(after: number, last: number, limit: number): Promise<SealedPosition[]> {
    return this.database.rows(SEALED_PAGE, [after, last, limit]);
  }

  /** Checkpoints at positions in (`after`, `last`], in order. */
  async checkpoints(after: number, last: number): Promise<SignedLink[]> {
    return (await this.database.rows<LinkColumns>(CHECKPOINTS, [after, last])).map(toLink);
  }

  async countOpen(): Promise<number> {
    return (await this.#one<{ open: number }>(COUNT_OPEN, [])).open;
  }

  async #one<Row extends object>(...query: Parameters<Database['rows']>): Promise<Row> {
    const [row] = await this.database.rows<Row>(...query);
    if (!row) throw new Error(`Statement ${query[0].name} returned no row`);
    return row;
  }
}

const toLink = ({ position, hash, key_id, signature, at }: LinkColumns): SignedLink => ({
  position: Number(position),
  hash,
  keyId: key_id,
  signature,
  at,
});

const columnsOf = ({ position, hash, keyId, signature, at }: SignedLink) => [position, hash, keyId, signature, at];

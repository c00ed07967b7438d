import { statement, type Statement } from '@app/database';
import { isId } from '@app/kernel';

/** What a record must match; all that is given must hold. */
export interface AuditFilter {
  /** Id or login of whoever acted. */
  readonly actor?: string;
  /** `role.create`, or the family `role.*`. */
  readonly action?: string;
  /** Id or name of what it happened to. */
  readonly target?: string;
  /** The earliest moment, included. */
  readonly from?: Date;
  /** The moment to stop before. */
  readonly to?: Date;
}

interface Search {
  readonly statement: Statement;
  readonly values: unknown[];
}

const COLUMNS = `seq, at, actor_id, actor_login, surface, action, target_type, target_id, target_name, message, level,
  before, after, request_id, address`;

const ordered = (conditions: readonly string[]): string =>
  `select ${COLUMNS} from audit_log where ${conditions.join(' and ')} order by seq desc limit $1`;

/**
 * Rows are numbered as they are stamped, so that a time bounds the numbers too; the look-up by time then spares reading
 * everything newer. The slack is for a server whose clock was set back.
 */
const SLACK = `interval '5 minutes'`;

const since = (from: string): string[] => [
  `at >= ${from}`,
  `seq > coalesce(
     (select older.seq from audit_log older where older.at < ${from}::timestamptz - ${SLACK} order by older.at desc limit 1), 0)`,
];

const until = (to: string): string[] => [
  `at < ${to}`,
  `seq < coalesce(
     (select newer.seq from audit_log newer where newer.at >= ${to}::timestamptz + ${SLACK} order by newer.at limit 1),
     9223372036854775807)`,
];

/** With the condition that its index has: longer texts are not searched for. */
const equal = (column: 'target_id' | 'target_name', value: string): string[] => [
  `${column} = ${value}`,
  `octet_length(${column}) <= 800`,
];

/** Each of the two looks into an index of its own. */
const byIdOrName = (conditions: readonly string[], target: string): string => `
  select ${COLUMNS} from (
    (${ordered([...conditions, ...equal('target_id', target)])})
    union all
    (${ordered([...conditions, ...equal('target_name', target), `target_id is distinct from ${target}`])})
  ) as found order by seq desc limit $1`;

/**
 * The newest of each action of the family, merged. The actions are found by leaping through the index: there are few,
 * however long the log is. A range of names would depend on the collation of the database; a range of one name stands
 * where an equality would let the planner walk along the whole log in search of a rare action.
 */
const byFamily = (conditions: readonly string[], prefix: string): string => `
  with recursive known (name) as (
    (select action from audit_log order by action limit 1)
    union all
    select (select log.action from audit_log log where log.action > known.name order by log.action limit 1)
    from known where known.name is not null
  )
  select ${COLUMNS} from known cross join lateral (
    select ${COLUMNS} from audit_log
    where ${[...conditions, 'action >= known.name', 'action <= known.name'].join(' and ')}
    order by action desc, seq desc limit $1
  ) as found
  where starts_with(known.name, ${prefix}) order by seq desc limit $1`;

/** Conditions with their values, and the name that tells this combination from others. */
class Conditions {
  readonly texts = ['seq < $2'];
  readonly values: unknown[];
  private readonly names: string[] = [];

  constructor(before: string, limit: number) {
    this.values = [limit, before];
  }

  get name(): string {
    return `audit-search:${this.names.join(',')}`;
  }

  /** The placeholder of a value; `name` says what it is compared with. */
  bind(name: string, value: unknown): string {
    this.names.push(name);
    return `$${this.values.push(value)}`;
  }

  add(...texts: string[]): void {
    this.texts.push(...texts);
  }
}

function addActor(conditions: Conditions, { actor }: AuditFilter): void {
  if (actor === undefined) return;
  if (isId(actor)) conditions.add(`actor_id = ${conditions.bind('actor-id', actor)}`);
  else conditions.add(`actor_login = ${conditions.bind('actor-login', actor.toLowerCase())}`);
}

function addMoments(conditions: Conditions, { from, to }: AuditFilter): void {
  if (from) conditions.add(...since(conditions.bind('from', from)));
  if (to) conditions.add(...until(conditions.bind('to', to)));
}

/** @returns the placeholder of a text that may be an id or a name */
function addTarget(conditions: Conditions, { target }: AuditFilter): string | undefined {
  if (target === undefined) return undefined;
  if (!isId(target)) return conditions.bind('target', target);
  conditions.add(...equal('target_id', conditions.bind('target-id', target)));
  return undefined;
}

/** @returns the placeholder of the prefix of a family that no other filter narrows down */
function addAction(conditions: Conditions, { action, actor, target }: AuditFilter): string | undefined {
  if (action === undefined) return undefined;
  if (!action.endsWith('.*')) {
    conditions.add(`action = ${conditions.bind('action', action)}`);
    return undefined;
  }
  const prefix = conditions.bind('family', action.slice(0, -1));
  if (actor === undefined && target === undefined) return prefix;
  conditions.add(`starts_with(action, ${prefix})`);
  return undefined;
}

/**
 * One prepared statement for each combination of filters, so that every page is read from an index in its order.
 *
 * @param before the page holds records of a lower sequence
 * @param limit rows to read
 */
export function searchStatement(filter: AuditFilter, before: string, limit: number): Search {
  const conditions = new Conditions(before, limit);
  addActor(conditions, filter);
  addMoments(conditions, filter);
  const target = addTarget(conditions, filter);
  const family = addAction(conditions, filter);
  const { texts, values } = conditions;
  const text = target ? byIdOrName(texts, target) : family ? byFamily(texts, family) : ordered(texts);
  return { statement: statement(conditions.name, text), values };
}

/**
 * A numbered page, newest first, with the size of the whole log: `$1` records are passed over, at most `$2` follow. A
 * sealed record is found by its position in the chain, so that the last page costs what the first does; the few that
 * wait to be sealed are counted.
 */
export const NUMBERED_PAGE = statement(
  'audit-numbered-page',
  `with chain as (
     select coalesce((select position from audit_head), 0) as sealed,
       coalesce(
         (select log.xid from audit_seals seal join audit_log log using (seq) order by seal.position desc limit 1), '0'
       ) as xid
   ),
   waiting as materialized (
     select log.seq, row_number() over (order by log.xid desc, log.seq desc) as place
     from audit_log log
     where log.xid >= (select xid from chain)
       and (select true from audit_seals seal where seal.seq = log.seq) is null
   ),
   size as (select sealed, sealed + (select count(*) from waiting) as total from chain),
   page as (
     select seq, place from waiting where place > $1 and place <= $1::bigint + $2::int
     union all
     select found.seq, size.total - found.position + 1
     from size cross join lateral (
       select seal.seq, seal.position from audit_seals seal
       where seal.position <= size.total - $1 and seal.position > size.total - $1 - $2
       order by seal.position desc limit $2
     ) as found
   )
   select size.total::int as total, record.*
   from size left join page on true
   left join lateral (select ${COLUMNS} from audit_log log where log.seq = page.seq offset 0) as record on true
   order by page.place`,
);

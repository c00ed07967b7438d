import { badRequest } from '../http/api-error';
import { type Fields, isFields } from '../../fields';
import { type Row, valueAt, rowPath } from '../records/row';
import { checkPath, checkPaths, childMatches, comparisonsOf, matches } from './evaluate-condition';
import { parseCondition } from './parse-condition';

const DEFAULT_PAGE_SIZE = 25;
const MAX_PAGE_SIZE = 1000;

export interface Page {
  readonly rows: readonly Row[];
  /** Query parameters of the pages around this one, by their relation. */
  readonly links: Readonly<Record<string, Fields>>;
}

type Test = (row: Row) => boolean;

/** What a list call may ask for, over any collection. */
export class ListQuery {
  constructor(
    private readonly parameters: URLSearchParams,
    private readonly forwardOnly: boolean,
  ) {}

  /** Records with a greater id are the only ones of interest. */
  get pageId(): number {
    return this.forwardOnly ? this.integer('pageId', 0, 0) : 0;
  }

  count(rows: Iterable<Row>): number {
    let count = 0;
    const matching = this.filtered(rows);
    while (!matching.next().done) count += 1;
    return count;
  }

  page(rows: Iterable<Row>): Page {
    const size = Math.min(this.integer('pageSize', DEFAULT_PAGE_SIZE, 1), MAX_PAGE_SIZE);
    return this.forwardOnly ? this.nextPage(rows, size) : this.numberedPage(rows, size);
  }

  private nextPage(rows: Iterable<Row>, size: number): Page {
    if (this.parameters.has('orderBy')) throw badRequest('orderBy is not allowed with forward-only pagination');
    const page: Row[] = [];
    for (const row of this.filtered(rows)) {
      page.push(row);
      if (page.length === size) break;
    }
    return { rows: page.map(this.selection()), links: { next: { pageId: page.at(-1)?.id ?? this.pageId } } };
  }

  private numberedPage(rows: Iterable<Row>, size: number): Page {
    const number = this.integer('page', 1, 1);
    const all = this.sorted([...this.filtered(rows)]);
    const last = Math.max(1, Math.ceil(all.length / size));
    const links: Record<string, Fields> = {};
    if (number > 1) Object.assign(links, { first: { page: 1 }, prev: { page: number - 1 } });
    if (number < last) Object.assign(links, { next: { page: number + 1 }, last: { page: last } });
    return { rows: all.slice((number - 1) * size, number * size).map(this.selection()), links };
  }

  private *filtered(rows: Iterable<Row>): Generator<Row> {
    let tests: Test[] | undefined;
    for (const row of rows) {
      tests ??= this.tests(row);
      if (tests.every((test) => test(row))) yield row;
    }
    // Over an empty collection a malformed condition is malformed all the same.
    if (!tests) this.tests(null);
  }

  private tests(sample: Row | null): Test[] {
    const tests: Test[] = [];
    this.eachCondition('conditions', (condition) => {
      if (sample) checkPaths(condition, sample);
      tests.push((row) => matches(condition, row));
    });
    this.eachCondition('childConditions', (condition) => {
      if (comparisonsOf(condition).some(({ operator }) => operator === 'in')) {
        throw badRequest("'in' is not allowed in childConditions");
      }
      tests.push((row) => childMatches(condition, row));
    });
    this.eachCondition('customFieldConditions', (condition) => {
      tests.push(
        (row) => Array.isArray(row.customFields) && row.customFields.some((field) => matches(condition, field)),
      );
    });
    return tests;
  }

  private eachCondition(name: string, use: (condition: ReturnType<typeof parseCondition>) => void): void {
    const text = this.parameters.get(name);
    if (text) use(parseCondition(text));
  }

  private sorted(rows: Row[]): Row[] {
    const keys = (this.parameters.get('orderBy') ?? '').split(',').filter((key) => key.trim());
    const sample = rows[0];
    for (const key of keys.reverse()) {
      const [path = '', direction = 'asc'] = key.trim().split(/\s+/);
      if (sample) checkPath(path, sample);
      const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
      rows.sort((one, other) => sign * compareAt(rowPath(path), one, other));
    }
    return rows;
  }

  /** Keeps the fields that were asked for. */
  selection(): (row: Row) => Row {
    const paths = this.parameters.get('fields')?.split(',').filter(Boolean);
    return paths ? (row) => pick(row, paths) as Row : (row) => row;
  }

  private integer(name: string, fallback: number, min: number): number {
    const text = this.parameters.get(name);
    if (text === null) return fallback;
    if (!/^\d{1,9}$/.test(text) || Number(text) < min) throw badRequest(`${name} must be a whole number from ${min}`);
    return Number(text);
  }
}

function compareAt(path: string, one: Row, other: Row): number {
  const [left, right] = [valueAt(one, path) ?? '', valueAt(other, path) ?? ''];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return JSON.stringify(left).localeCompare(JSON.stringify(right));
}

function pick(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((element) => pick(element, paths));
  if (!isFields(value)) return value;
  const picked: Record<string, unknown> = {};
  for (const key of new Set(paths.map((path) => path.split('/')[0] ?? ''))) {
    if (!(key in value)) continue;
    const below = paths.filter((path) => path.startsWith(`${key}/`)).map((path) => path.slice(key.length + 1));
    picked[key] = below.length === 0 || paths.includes(key) ? value[key] : pick(value[key], below);
  }
  return picked;
}

import { DomainError } from '@app/kernel';
import { type CallOptions, type ConnectWiseApi, type Query } from './api';
import { type Batch, merge, readBatch, readRecord, recordId } from './batch';
import { all, type Condition, oneOf } from './conditions';
import { ConnectWiseError } from './connectwise.errors';
import type { Resource } from './resources';
import { integer, record } from './shape';

const LARGEST_PAGE = 1_000;
const countShape = record({ count: integer });

export interface ListOptions extends CallOptions {
  readonly where?: Condition;
  /** Conditions on the elements of a list within the records (`communicationItems/value`). */
  readonly whereChild?: Condition;
  readonly whereCustomField?: Condition;
  readonly pageSize?: number;
}

interface PageOptions extends ListOptions {
  /** From 1. */
  readonly page?: number;
  /** e.g. `company/name desc`. */
  readonly orderBy?: string;
}

/** One change of a record: a whole field by its exact name (`company`, never `company/identifier`). */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** ConnectWise answers 200 to any other path and changes nothing. */
const FIELD = /^[A-Za-z_]\w*$/;

export const replaceField = (path: string, value: unknown): PatchOperation => ({ op: 'replace', path, value });

/** Reads and writes records of ConnectWise. Only the fields that a resource's shape names are asked for. */
export class ConnectWiseClient {
  constructor(private readonly api: ConnectWiseApi) {}

  /** One page. */
  async page<T>({ path, shape }: Resource<T>, options: PageOptions = {}): Promise<Batch<T> & { hasNext: boolean }> {
    const { page, orderBy, pageSize = LARGEST_PAGE } = options;
    const query = { ...listQuery(shape.paths, options), page, pageSize, orderBy };
    const { body, hasNext } = await this.api.send({ method: 'GET', path, query, ...callOptions(options) });
    return { ...readBatch(shape, body), hasNext };
  }

  /** Every record in the order of ids, in batches: stable while others write, so this is what a full sync goes through. */
  async *pages<T>({ path, shape }: Resource<T>, options: ListOptions = {}): AsyncGenerator<Batch<T>> {
    const { pageSize = LARGEST_PAGE } = options;
    for (let pageId: number | undefined; ;) {
      const query = { ...listQuery(shape.paths, options), pageSize, pageId };
      const request = { method: 'GET', path, query, forwardOnly: true, ...callOptions(options) } as const;
      const { body } = await this.api.send(request);
      const batch = readBatch(shape, body);
      const last = lastId(body);
      // A short page is not the last one for sure; an empty one is.
      if (batch.records.length + batch.refused.length === 0) return;
      yield batch;
      if (last === null || last <= (pageId ?? 0)) throw ConnectWiseError.unreadable();
      pageId = last;
    }
  }

  /** Records whose `path` (`id`, `company/id`) is one of the ids, in as few calls as the length of a URL allows. */
  async byIds<T>(
    resource: Resource<T>,
    ids: readonly number[],
    { path = 'id', ...options }: Omit<PageOptions, 'page' | 'orderBy'> & { readonly path?: string } = {},
  ): Promise<Batch<T>> {
    const batches: Batch<T>[] = [];
    for (const chunk of await this.chunks(resource, [...new Set(ids)], path, options)) {
      const where = options.where ? all(options.where, oneOf(path, chunk)) : oneOf(path, chunk);
      for (let page = 1, hasNext = true; hasNext; page += 1) {
        const batch = await this.page(resource, { ...options, where, page, orderBy: 'id' });
        batches.push(batch);
        ({ hasNext } = batch);
      }
    }
    return merge(batches);
  }

  /** @throws ConnectWiseError.notFound */
  async get<T>({ path, shape }: Resource<T>, id: number, options: CallOptions = {}): Promise<T> {
    const query = { fields: shape.paths.join(',') };
    const { body } = await this.api.send({ method: 'GET', path: `${path}/${id}`, query, ...callOptions(options) });
    return readRecord(shape, body);
  }

  async find<T>(resource: Resource<T>, id: number, options: CallOptions = {}): Promise<T | null> {
    try {
      return await this.get(resource, id, options);
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  async count({ path }: Resource<unknown>, options: ListOptions = {}): Promise<number> {
    const query = listQuery([], options);
    const { body } = await this.api.send({ method: 'GET', path: `${path}/count`, query, ...callOptions(options) });
    return readRecord(countShape, body).count;
  }

  async create<T>({ path, shape }: Resource<T>, body: object, options: CallOptions = {}): Promise<T> {
    const answer = await this.api.send({ method: 'POST', path, body, ...callOptions(options) });
    return readRecord(shape, answer.body);
  }

  async patch<T>(
    { path, shape }: Resource<T>,
    id: number,
    body: readonly PatchOperation[],
    options: CallOptions = {},
  ): Promise<T> {
    const wrong = body.find((operation) => !FIELD.test(operation.path));
    if (wrong) throw new Error(`'${wrong.path}' is no field that can be changed`);
    const request = { method: 'PATCH', path: `${path}/${id}`, body, ...callOptions(options) } as const;
    return readRecord(shape, (await this.api.send(request)).body);
  }

  /** Replaces the whole: what the body leaves out is reset. */
  async replace<T>({ path, shape }: Resource<T>, id: number, body: object, options: CallOptions = {}): Promise<T> {
    const request = { method: 'PUT', path: `${path}/${id}`, body, ...callOptions(options) } as const;
    return readRecord(shape, (await this.api.send(request)).body);
  }

  /** @throws ConnectWiseError.notFound */
  async remove({ path }: Resource<unknown>, id: number, options: CallOptions = {}): Promise<void> {
    // Tried again after an answer got lost, it would find nothing and say so.
    await this.api.send({ method: 'DELETE', path: `${path}/${id}`, idempotent: false, ...callOptions(options) });
  }

  /** Pieces of a list of ids, each short enough for a URL. */
  private async chunks(
    { path: resourcePath, shape }: Resource<unknown>,
    ids: readonly number[],
    path: string,
    options: ListOptions,
  ): Promise<number[][]> {
    if (ids.length === 0) return [];
    const where = options.where ? all(options.where, oneOf(path, [0])) : oneOf(path, [0]);
    const query = { ...listQuery(shape.paths, { ...options, where }), page: LARGEST_PAGE, pageSize: LARGEST_PAGE };
    const room = await this.api.room(resourcePath, { ...query, orderBy: 'id' }, options);
    const chunks: number[][] = [];
    let left = 0;
    for (const id of ids) {
      const length = encodeURIComponent(`${id},`).length;
      if (length > left) {
        chunks.push([]);
        left = room;
        if (length > room) throw ConnectWiseError.tooLong();
      }
      chunks.at(-1)?.push(id);
      left -= length;
    }
    return chunks;
  }
}

const callOptions = ({ signal, background }: CallOptions): CallOptions => ({ signal, background });

const listQuery = (paths: readonly string[], { where, whereChild, whereCustomField }: ListOptions): Query => ({
  conditions: where?.text,
  childConditions: whereChild?.text,
  customFieldConditions: whereCustomField?.text,
  fields: paths.join(','),
});

const lastId = (body: unknown): number | null => (Array.isArray(body) ? recordId(body.at(-1)) : null);

const isNotFound = (error: unknown): boolean =>
  error instanceof DomainError && error.code === ConnectWiseError.notFound().code;

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = Record<string, Json>;

/** One written contract without references to other files. Schemas keep references to `schemas` by name. */
export interface Bundle {
  readonly paths: Readonly<Record<string, JsonObject>>;
  readonly schemas: Readonly<Record<string, JsonObject>>;
}

const SCHEMA_POINTER = /^\/components\/schemas\/(\w+)$/;

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unescape = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~');

function at(document: Json, pointer: string): Json {
  let value = document;
  for (const segment of pointer.split('/').slice(1)) {
    const next = isObject(value) ? value[unescape(segment)] : undefined;
    if (next === undefined) throw new Error(`Nothing stands at ${pointer}`);
    value = next;
  }
  return value;
}

/** Reads a root document with everything it refers to, in whatever file. */
class Bundler {
  private readonly documents = new Map<string, Json>();
  private readonly origins = new Map<string, string>();
  readonly schemas: Record<string, JsonObject> = {};
  readonly files: string[] = [];

  document(file: string): Json {
    let document = this.documents.get(file);
    if (document === undefined) {
      document = parse(readFileSync(file, 'utf8')) as Json;
      this.documents.set(file, document);
      this.files.push(file);
    }
    return document;
  }

  /** The value with named schemas as `#/components/schemas/<name>` and every other reference written out. */
  resolve(value: Json, file: string): Json {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, file));
    if (!isObject(value)) return value;
    if (typeof value.$ref === 'string') return this.follow(value.$ref, file);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.resolve(inner, file)]));
  }

  private follow(reference: string, file: string): Json {
    const [target = '', pointer = ''] = reference.split('#');
    const origin = target === '' ? file : path.resolve(path.dirname(file), target);
    const name = SCHEMA_POINTER.exec(pointer)?.[1];
    if (name === undefined) return this.resolve(at(this.document(origin), pointer), origin);
    this.keep(name, pointer, origin);
    return { $ref: `#/components/schemas/${name}` };
  }

  private keep(name: string, pointer: string, origin: string): void {
    const known = this.origins.get(name);
    if (known !== undefined && known !== origin) throw new Error(`Schema ${name} is written in ${known} and ${origin}`);
    if (known !== undefined) return;
    this.origins.set(name, origin);
    this.schemas[name] = this.resolve(at(this.document(origin), pointer), origin) as JsonObject;
  }
}

/** Bundles a root document and tells which files it was read from. */
export function bundle(root: string): { bundle: Bundle; files: readonly string[] } {
  const bundler = new Bundler();
  const paths = bundler.resolve(at(bundler.document(root), '/paths'), root) as Record<string, JsonObject>;
  return { bundle: { paths, schemas: bundler.schemas }, files: bundler.files };
}

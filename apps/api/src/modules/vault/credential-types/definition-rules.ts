import { CommonError, type FieldIssue } from '@app/kernel';
import type { FieldDefinition } from './field-definition';

/** How deep fields nest, and so how many levels of credentials there are. */
export const MAX_DEPTH = 4;
const MAX_FIELDS = 300;

type Path = FieldIssue['path'];

/** Words that are keys of JavaScript's own objects would be lost in an object of values by field id. */
const UNUSABLE = new Set(['constructor', 'prototype']);

function* issuesOf(fields: readonly FieldDefinition[], path: Path, depth: number): Generator<FieldIssue> {
  const seen = new Set<string>();
  for (const [index, field] of fields.entries()) {
    const at = [...path, index];
    if (seen.has(field.id)) yield { path: [...at, 'id'], message: 'id is used by another field beside it' };
    if (UNUSABLE.has(field.id)) yield { path: [...at, 'id'], message: 'id is reserved' };
    seen.add(field.id);
    yield* field.valueType === 'multi_credential' ? multiIssues(field, at, depth) : singleIssues(field, at);
  }
}

function* multiIssues({ secure, subFields }: FieldDefinition, at: Path, depth: number): Generator<FieldIssue> {
  if (secure) yield { path: [...at, 'secure'], message: 'a multi-credential field has no value of its own to seal' };
  if (depth >= MAX_DEPTH) {
    yield { path: [...at, 'valueType'], message: `fields nest at most ${MAX_DEPTH} levels deep` };
    return;
  }
  yield* issuesOf(subFields ?? [], [...at, 'subFields'], depth + 1);
}

function* singleIssues({ subFields, valueType }: FieldDefinition, at: Path): Generator<FieldIssue> {
  if (subFields) yield { path: [...at, 'subFields'], message: `a field of type ${valueType} has no sub-fields` };
}

const count = (fields: readonly FieldDefinition[]): number =>
  fields.reduce((sum, { subFields }) => sum + 1 + count(subFields ?? []), 0);

/** @throws 400 naming every definition that contradicts itself or its neighbours */
export function assertDefinitions(fields: readonly FieldDefinition[]): void {
  const path = ['body', 'fields'];
  const issues = [...issuesOf(fields, path, 1)];
  if (count(fields) > MAX_FIELDS) issues.push({ path, message: `a type has at most ${MAX_FIELDS} fields in all` });
  if (issues.length > 0) throw CommonError.validation({ issues });
}

/** Definitions with the documented keys only, in their documented order. */
export const plainDefinitions = (fields: readonly FieldDefinition[]): FieldDefinition[] =>
  fields.map(({ id, name, required, secure, valueType, subFields }) => ({
    ...{ id, name, required, secure, valueType },
    ...(valueType === 'multi_credential' && { subFields: plainDefinitions(subFields ?? []) }),
  }));

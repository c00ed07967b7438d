import { newId, type FieldIssue } from '@app/kernel';
import type { NewSecureValue } from '../credential-store';
import type { FieldDefinition } from '../credential-types';
import { Issues, merged, readValues, requireValues, type FieldValueInput } from './field-values';

/** One credential as a client describes it, with inline sub-credentials by multi-credential field id. */
export interface CredentialContent {
  readonly name: string;
  readonly notes?: string | null;
  readonly fields: readonly FieldValueInput[];
  readonly subCredentials?: Readonly<Record<string, readonly CredentialContent[]>>;
}

/** A credential that is about to be inserted. */
export interface CredentialDraft {
  readonly id: string;
  readonly name: string;
  readonly notes: string | null;
  readonly typeId: string;
  readonly companyId: string;
  readonly subCredentialOfId: string | null;
  readonly definitionPath: readonly string[];
  readonly plainValues: Readonly<Record<string, string>>;
  readonly secureValues: readonly NewSecureValue[];
}

/** Where a draft belongs. */
export interface DraftPlace {
  readonly typeId: string;
  readonly companyId: string;
  readonly definitions: readonly FieldDefinition[];
  readonly definitionPath: readonly string[];
  readonly parentId: string | null;
  /** Whether sub-credentials are still to come, so that none is missed yet. */
  readonly incomplete?: boolean;
}

type Path = FieldIssue['path'];

/** One request makes no more than so many. */
const MAX_DRAFTS = 1_000;

function draftSubCredentials(
  { subCredentials = {} }: CredentialContent,
  place: DraftPlace,
  parentId: string,
  path: Path,
  issues: Issues,
): CredentialDraft[] {
  const multi = new Map(place.definitions.filter(isMulti).map((field) => [field.id, field]));
  return Object.entries(subCredentials).flatMap(([fieldId, contents]) => {
    const field = multi.get(fieldId);
    if (!field) {
      issues.add([...path, 'subCredentials', fieldId], `${fieldId} is not a multi-credential field`);
      return [];
    }
    const below: DraftPlace = {
      ...place,
      definitions: field.subFields ?? [],
      definitionPath: [...place.definitionPath, fieldId],
      parentId,
    };
    return contents.flatMap((content, index) =>
      draftTree(content, below, [...path, 'subCredentials', fieldId, index], issues),
    );
  });
}

const isMulti = ({ valueType }: FieldDefinition): boolean => valueType === 'multi_credential';

function draftTree(content: CredentialContent, place: DraftPlace, path: Path, issues: Issues): CredentialDraft[] {
  const id = newId();
  const changes = readValues(place.definitions, content.fields, [...path, 'fields'], issues);
  const plainValues = merged({}, changes);
  const secure = [...changes.secure].filter(([, value]) => value !== '');
  const given = new Set([...Object.keys(plainValues), ...secure.map(([fieldId]) => fieldId)]);
  const has = (fieldId: string) => given.has(fieldId) || (content.subCredentials?.[fieldId]?.length ?? 0) > 0;
  const expected = place.definitions.filter((field) => !(place.incomplete && isMulti(field)));
  requireValues(expected, has, [...path, 'fields'], issues);
  const { typeId, companyId, parentId, definitionPath } = place;
  const draft: CredentialDraft = {
    id,
    name: content.name,
    notes: content.notes ?? null,
    ...{ typeId, companyId, subCredentialOfId: parentId, definitionPath, plainValues },
    secureValues: secure.map(([fieldId, plain]) => ({ credentialId: id, fieldId, plain })),
  };
  return [draft, ...draftSubCredentials(content, place, id, path, issues)];
}

/**
 * The credential and its sub-credentials, parents first, ready to be inserted.
 *
 * @param path where the content stands in the body
 * @throws 400 naming every field that is unknown, missing or breaks its rule
 */
export function draftsOf(content: CredentialContent, place: DraftPlace, path: Path = ['body']): CredentialDraft[] {
  const issues = new Issues();
  const drafts = draftTree(content, place, path, issues);
  if (drafts.length > MAX_DRAFTS) issues.add([...path, 'subCredentials'], `at most ${MAX_DRAFTS} credentials at once`);
  issues.assertNone();
  return drafts;
}

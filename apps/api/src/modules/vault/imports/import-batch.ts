import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import { CredentialTypesService, definitionsAt, type CredentialType } from '../credential-types';
import type { CredentialDraft } from '../credentials';
import { CompanyNames, ImportedRows, type ImportedRow, type ImportInput, type RefusedRow } from '../transfer-store';
import { FieldFinder } from './import-columns';
import { draftOf, type ImportRow, type Place } from './import-row';

export interface PlannedBatch {
  readonly drafts: readonly CredentialDraft[];
  readonly refused: readonly RefusedRow[];
  /** Those of the created rows that later ones may name as their parents. */
  readonly parents: readonly ImportedRow[];
}

/** What the rows of a batch name. */
interface Named {
  /** By the names that the rows have for them, and by id. */
  readonly types: ReadonlyMap<string, CredentialType>;
  /** By the names that the rows have for them. */
  readonly companies: ReadonlyMap<string, readonly string[]>;
  /** Rows that were created, by their ids in the file. */
  readonly rows: Map<string, ImportedRow>;
}

type Input = Pick<ImportInput, 'transferId' | 'companyId' | 'typeId' | 'dryRun'>;

/** Turns rows into credentials by the types, companies and parents that they name. All of these stay until the end of the transaction. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly types: CredentialTypesService,
    private readonly companies: CompanyNames,
    private readonly imported: ImportedRows,
  ) {}

  /** In a transaction. @param withParents whether rows may name others as their parents */
  async plan(rows: readonly ImportRow[], input: Input, withParents: boolean): Promise<PlannedBatch> {
    const named = await this.named(rows, input);
    const drafts: CredentialDraft[] = [];
    const refused: RefusedRow[] = [];
    const parents: ImportedRow[] = [];
    for (const row of rows) {
      const planned = planRow(row, input, named, withParents);
      if (Array.isArray(planned)) {
        refused.push({ line: row.line, problems: planned });
        continue;
      }
      drafts.push(planned);
      if (row.id === '') continue;
      const { id: credentialId, typeId, companyId, definitionPath } = planned;
      const parent = { rowId: row.id, credentialId, typeId, companyId, definitionPath };
      named.rows.set(row.id, parent);
      parents.push(parent);
    }
    return { drafts, refused, parents };
  }

  private async named(rows: readonly ImportRow[], { transferId, companyId, typeId, dryRun }: Input): Promise<Named> {
    // What a row with problems of its own names may be no text that can be asked for.
    const sound = rows.filter(({ problems }) => problems.length === 0);
    const own = sound.filter(({ parent }) => parent === '');
    const ids = [...new Set(sound.flatMap(({ id, parent }) => [id, parent]))].filter(Boolean);
    const known = await this.imported.find(transferId, ids);
    const parents = [...known.values()];
    const types = await this.typesOf([
      ...own.map(({ type }) => typeId ?? type),
      ...parents.map((parent) => parent.typeId),
    ]);
    const companies =
      companyId === null
        ? await this.companies.resolve(own.map(({ company }) => company))
        : new Map([[companyId, [companyId]]]);
    const held = await this.companies.hold([...companies.values()].flat());
    const existing = dryRun ? undefined : await this.imported.hold(parents.map(({ credentialId }) => credentialId));
    return {
      types,
      companies: new Map([...companies].map(([text, found]) => [text, found.filter((id) => held.has(id))])),
      rows: new Map([...known].filter(([, { credentialId }]) => existing?.has(credentialId) ?? true)),
    };
  }

  private async typesOf(names: readonly string[]): Promise<Map<string, CredentialType>> {
    const found = new Map<string, CredentialType>();
    // In one order, so that two imports do not wait for each other.
    for (const name of [...new Set(names)].filter(Boolean).sort()) {
      const type = await this.types.pin(name).catch(absent);
      if (type) found.set(name, type).set(type.id, type);
    }
    return found;
  }
}

/** The credential that a row describes, or what is wrong with it. */
function planRow(row: ImportRow, input: Input, named: Named, withParents: boolean): CredentialDraft | string[] {
  if (row.problems.length > 0) return [...row.problems];
  if (row.id !== '' && named.rows.has(row.id)) return ['id is that of a row before it'];
  const place = row.parent === '' ? ownPlace(row, input, named) : placeBelow(row, named);
  return Array.isArray(place) ? place : draftOf(row, { ...place, incomplete: withParents });
}

function ownPlace({ company, type: name }: ImportRow, input: Input, { types, companies }: Named): Place | string[] {
  const [companyId, ...others] = companies.get(input.companyId ?? company) ?? [];
  const type = types.get(input.typeId ?? name);
  const problems = [
    ...(companyId === undefined ? ['company is unknown'] : []),
    ...(others.length > 0 ? ['company stands for several companies'] : []),
    ...(type ? [] : ['type is unknown']),
  ];
  if (companyId === undefined || !type || problems.length > 0) return problems;
  const definitions = type.fields;
  const fields = FieldFinder.ofCells(definitions);
  return { typeId: type.id, companyId, definitions, definitionPath: [], parentId: null, fields };
}

/** A sub-credential has the type and the company of its parent, whatever its own cells say. */
function placeBelow({ parent: rowId, parentField }: ImportRow, { rows, types }: Named): Place | string[] {
  const parent = rows.get(rowId);
  const type = parent && types.get(parent.typeId);
  if (!type) return ['parent is no row before it that was created'];
  const { credentialId, typeId, companyId, definitionPath } = parent;
  const siblings = definitionsAt(type.fields, definitionPath) ?? [];
  const field = FieldFinder.ofMultiFields(siblings).find(parentField);
  if (!field) return ['parentField is no multi-credential field of its parent'];
  const definitions = field.subFields ?? [];
  return {
    ...{ typeId, companyId, definitions, definitionPath: [...definitionPath, field.id], parentId: credentialId },
    fields: FieldFinder.ofCells(definitions),
  };
}

function absent(error: unknown): undefined {
  if (error instanceof DomainError && error.status === 404) return undefined;
  throw error;
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import { CredentialTypesService, type CredentialType } from '../credential-types';
import type { CredentialDraft } from '../credentials';
import { CompanyNames, type ImportInput, type RefusedRow } from '../transfer-store';
import { FieldFinder } from './import-columns';
import { draftOf, type ImportRow, type Place } from './import-row';

export interface PlannedBatch {
  readonly drafts: readonly CredentialDraft[];
  readonly refused: readonly RefusedRow[];
}

interface FoundType {
  readonly type: CredentialType;
  readonly fields: FieldFinder;
}

type Targets = Pick<ImportInput, 'companyId' | 'typeId'>;

/** Turns rows into credentials by the types and companies that they name. Types and companies stay until the end of the transaction. */
@Injectable()
export class ImportBatch {
  constructor(
    private readonly types: CredentialTypesService,
    private readonly companies: CompanyNames,
  ) {}

  /** In a transaction. */
  async plan(rows: readonly ImportRow[], { companyId, typeId }: Targets): Promise<PlannedBatch> {
    // What a row with problems of its own names may be no text that can be asked for.
    const sound = rows.filter(({ problems }) => problems.length === 0);
    const types = await this.typesOf(sound.map(({ type }) => typeId ?? type));
    const companies =
      companyId === null ? await this.companies.resolve(sound.map(({ company }) => company)) : undefined;
    const held = await this.companies.hold(companyId === null ? [...(companies?.values() ?? [])].flat() : [companyId]);
    const drafts: CredentialDraft[] = [];
    const refused: RefusedRow[] = [];
    for (const row of rows) {
      if (row.problems.length > 0) {
        refused.push({ line: row.line, problems: row.problems });
        continue;
      }
      const ids = companyId === null ? (companies?.get(row.company) ?? []) : [companyId];
      const place = placeOf(
        ids.filter((id) => held.has(id)),
        types.get(typeId ?? row.type),
      );
      const planned = Array.isArray(place) ? place : draftOf(row, place);
      if (isDrafts(planned)) drafts.push(...planned);
      else refused.push({ line: row.line, problems: planned });
    }
    return { drafts, refused };
  }

  private async typesOf(names: readonly string[]): Promise<Map<string, FoundType>> {
    const found = new Map<string, FoundType>();
    // In one order, so that two imports do not wait for each other.
    for (const name of [...new Set(names)].filter(Boolean).sort()) {
      const type = await this.types.pin(name).catch(absent);
      if (type) found.set(name, { type, fields: new FieldFinder(type.fields) });
    }
    return found;
  }
}

function placeOf([companyId, ...others]: readonly string[], found: FoundType | undefined): Place | string[] {
  const problems = [
    ...(companyId === undefined ? ['company is unknown'] : []),
    ...(others.length > 0 ? ['company stands for several companies'] : []),
    ...(found ? [] : ['type is unknown']),
  ];
  return companyId === undefined || !found || problems.length > 0 ? problems : { companyId, ...found };
}

const isDrafts = (planned: CredentialDraft[] | string[]): planned is CredentialDraft[] =>
  typeof planned[0] === 'object';

function absent(error: unknown): undefined {
  if (error instanceof DomainError && error.status === 404) return undefined;
  throw error;
}

import { Injectable } from '@nestjs/common';
import { Database } from '@app/database';
import type { Page } from '@app/kernel';
import { searchStatement, type SearchKind } from './search-statements';
import { hasTrigram } from './search-words';

/** What to find among the parts that `keys` name. No words find everything. */
export interface SearchCriteria {
  /** The most telling first. */
  readonly words: readonly string[];
  readonly keys: readonly string[];
  readonly companyId?: string;
  readonly typeId?: string;
}

/** An id with the number of all matches; of a page without rows, nothing but that number. */
interface Counted {
  readonly total: number;
  readonly id: string | null;
}

function kindOf([first]: readonly string[]): SearchKind {
  if (first === undefined) return 'list';
  return hasTrigram(first) ? 'search' : 'scan';
}

@Injectable()
export class CredentialSearchRepository {
  constructor(private readonly database: Database) {}

  /** The ids of one page, by name, and the number of all matches. */
  async find(criteria: SearchCriteria, page: number, size: number): Promise<Page<string>> {
    const { words, keys, companyId = null, typeId = null } = criteria;
    const values = [size, (page - 1) * size, companyId, typeId];
    const rows = await this.database.rows<Counted>(
      searchStatement(kindOf(words), {
        byCompany: companyId !== null,
        byType: typeId !== null,
        byName: keys.includes('name'),
      }),
      words.length > 0 ? [...values, words, keys] : values,
    );
    return { items: rows.flatMap(({ id }) => id ?? []), total: rows[0]?.total ?? 0, page, size };
  }
}

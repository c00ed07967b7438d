import { Injectable } from '@nestjs/common';
import type { JsonText } from '@app/contract';
import type { Actor, Page } from '@app/kernel';
import { CredentialReader } from '../credentials';
import { CredentialSearchRepository } from './credential-search.repository';
import { wordsOf } from './search-words';

const PAGE_SIZE = 30;

export interface CredentialQuery {
  /** Words, each of which is part of the name, the notes or a value in clear, whatever its case and accents. */
  readonly search?: string;
  readonly companyId?: string;
  readonly typeId?: string;
  readonly page?: number;
  readonly rpp?: number;
}

const FILTERS = ['companyId', 'typeId'] as const;

/** Finds credentials, and nothing that its caller could not have read: `keys` are those of the answer that show. */
@Injectable()
export class CredentialSearchService {
  constructor(
    private readonly index: CredentialSearchRepository,
    private readonly reader: CredentialReader,
  ) {}

  async list(actor: Actor, query: CredentialQuery, keys: readonly string[]): Promise<Page<JsonText>> {
    const { search = '', page = 1, rpp: size = PAGE_SIZE } = query;
    // Whether anything is left by a filter would tell what its key hides.
    if (FILTERS.some((key) => query[key] !== undefined && !keys.includes(key))) {
      return { items: [], total: 0, page, size };
    }
    const found = await this.index.find({ ...query, words: wordsOf(search), keys }, page, size);
    return { ...found, items: await this.reader.chosen(actor, found.items, keys) };
  }
}

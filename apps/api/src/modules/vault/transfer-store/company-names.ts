import { Injectable } from '@nestjs/common';
import { Database, statement } from '@app/database';

/** Kept from being deleted until the transaction ends. */
const HOLD = statement('company-names.hold', 'select id from companies where id = any($1) for key share');

const RESOLVE = statement(
  'company-names.resolve',
  `select k.text, c.id from unnest($1::text[]) k (text) join companies c on c.id = k.text
   union select k.text, c.id from unnest($1::text[]) k (text) join companies c on lower(c.name) = lower(k.text)
   union select k.text, c.id from unnest($1::text[]) k (text) join companies c on lower(c.cw_identifier) = lower(k.text)`,
);

/** How a file names companies: by id, by name or by ConnectWise identifier, whatever the case. */
@Injectable()
export class CompanyNames {
  constructor(private readonly database: Database) {}

  /** The ids that each text stands for: none, one, or several that share a name. */
  async resolve(texts: Iterable<string>): Promise<Map<string, string[]>> {
    const distinct = [...new Set(texts)];
    const found = new Map<string, string[]>(distinct.map((text) => [text, []]));
    const rows = await this.database.rows<{ text: string; id: string }>(RESOLVE, [distinct]);
    for (const { text, id } of rows) found.get(text)?.push(id);
    return found;
  }

  /** In a transaction. @returns those that exist */
  async hold(ids: Iterable<string>): Promise<Set<string>> {
    const rows = await this.database.rows<{ id: string }>(HOLD, [[...new Set(ids)]]);
    return new Set(rows.map(({ id }) => id));
  }
}

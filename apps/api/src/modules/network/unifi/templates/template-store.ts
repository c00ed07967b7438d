import { Injectable } from '@nestjs/common';
import { SecretBox, type SecretContext } from '@app/crypto';
import { Database, defineSealedColumn, statement } from '@app/database';
import { isSecret, pick, type TemplateFields } from './template-fields';

/** A template without its secrets, which stay sealed until somebody needs them. */
export interface StoredTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Goes up with each change. */
  readonly version: number;
  readonly fields: TemplateFields;
  /** A JSON object of the secret fields. */
  readonly sealedSecrets: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface TemplateContent {
  readonly name: string;
  readonly description: string;
  readonly wlan: TemplateFields;
}

export const MOST_TEMPLATES = 1_000;

const TABLE = 'unifi_wlan_templates';
const COLUMN = 'sealed_secrets';

defineSealedColumn({ table: TABLE, column: COLUMN, key: 'id' });

const contextOf = (record: string): SecretContext => ({ table: TABLE, record, field: COLUMN });

const COLUMNS = `id, name, description, version, fields, sealed_secrets as "sealedSecrets", created_at as "createdAt",
  updated_at as "updatedAt"`;

const LIST = statement(
  'unifi-wlan-templates-list',
  `select ${COLUMNS} from unifi_wlan_templates order by name, id limit ${MOST_TEMPLATES}`,
);
const FIND = statement('unifi-wlan-templates-find', `select ${COLUMNS} from unifi_wlan_templates where id = $1`);
const NAMED = statement('unifi-wlan-templates-named', 'select id from unifi_wlan_templates where name = $1');
const COUNT = statement('unifi-wlan-templates-count', 'select count(*)::int as count from unifi_wlan_templates');
/** Names and the number of templates are looked at first: nobody else may write in between. */
const ONE_WRITER_AT_A_TIME = statement(
  'unifi-wlan-templates-serialize',
  `select pg_advisory_xact_lock(hashtext('unifi_wlan_templates'))`,
);
const INSERT = statement(
  'unifi-wlan-templates-insert',
  `insert into unifi_wlan_templates (id, name, description, fields, sealed_secrets)
   values ($1, $2, $3, $4::jsonb, $5) returning ${COLUMNS}`,
);
const UPDATE = statement(
  'unifi-wlan-templates-update',
  `update unifi_wlan_templates set name = $2, description = $3, fields = $4::jsonb, sealed_secrets = $5,
     version = version + 1, updated_at = now()
   where id = $1 returning ${COLUMNS}`,
);
const DELETE = statement('unifi-wlan-templates-delete', 'delete from unifi_wlan_templates where id = $1');

/** Templates at rest: what is secret is sealed. It asks nobody for permission. */
@Injectable()
export class TemplateStore {
  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
  ) {}

  list(): Promise<StoredTemplate[]> {
    return this.database.rows<StoredTemplate>(LIST);
  }

  async find(id: string): Promise<StoredTemplate | undefined> {
    const [row] = await this.database.rows<StoredTemplate>(FIND, [id]);
    return row;
  }

  /** All that a template sets, with its secrets. */
  open({ id, fields, sealedSecrets }: StoredTemplate): TemplateFields {
    if (sealedSecrets === null) return fields;
    const secrets = JSON.parse(this.box.openText(sealedSecrets, contextOf(id))) as TemplateFields;
    return { ...fields, ...secrets };
  }

  /** In a transaction: nobody else writes templates until it ends. */
  async lock(): Promise<void> {
    await this.database.rows(ONE_WRITER_AT_A_TIME);
  }

  async idOf(name: string): Promise<string | undefined> {
    const [row] = await this.database.rows<{ id: string }>(NAMED, [name]);
    return row?.id;
  }

  async count(): Promise<number> {
    const [row] = await this.database.rows<{ count: number }>(COUNT);
    return row?.count ?? 0;
  }

  insert(id: string, content: TemplateContent): Promise<StoredTemplate> {
    return this.write(INSERT, id, content);
  }

  update(id: string, content: TemplateContent): Promise<StoredTemplate> {
    return this.write(UPDATE, id, content);
  }

  async delete(id: string): Promise<void> {
    await this.database.rows(DELETE, [id]);
  }

  private async write(
    query: typeof INSERT,
    id: string,
    { name, description, wlan }: TemplateContent,
  ): Promise<StoredTemplate> {
    const secrets = pick(wlan, isSecret);
    const sealed = Object.keys(secrets).length > 0 ? this.box.seal(JSON.stringify(secrets), contextOf(id)) : null;
    const open = pick(wlan, (field) => !isSecret(field));
    const values = [id, name, description, JSON.stringify(open), sealed];
    const [row] = await this.database.rows<StoredTemplate>(query, values);
    if (!row) throw new Error('A WLAN template that was just locked is gone');
    return row;
  }
}

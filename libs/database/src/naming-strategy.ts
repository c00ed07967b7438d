import { DefaultNamingStrategy } from 'typeorm';
import type { Table } from 'typeorm';

const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/**
 * Names columns in snake case and constraints exactly as PostgreSQL itself does when a migration leaves them unnamed
 * (`users_pkey`, `users_login_key`, `user_roles_user_id_fkey`, `users_name_id_idx`), so that plain SQL and entities
 * agree without writing a name on either side. Checks have no such rule: `@Check` needs its name.
 */
export class PostgresNamingStrategy extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string, embeddedPrefixes: string[]): string {
    return customName || snakeCase([...embeddedPrefixes, propertyName].join('_'));
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return snakeCase(`${relationName}_${referencedColumnName}`);
  }

  override joinTableColumnName(tableName: string, propertyName: string, columnName?: string): string {
    return snakeCase(`${tableName}_${columnName || propertyName}`);
  }

  override primaryKeyName(table: Table | string): string {
    return `${this.getTableName(table)}_pkey`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.constraint(table, columns, 'key');
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return this.constraint(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.constraint(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.constraint(table, columns, 'idx');
  }

  private constraint(table: Table | string, columns: string[], suffix: string): string {
    return [this.getTableName(table), ...columns, suffix].join('_');
  }
}

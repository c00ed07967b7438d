import type { Logger } from 'typeorm';
import type { DatabaseLog } from './database-options';

/** Lets TypeORM tell its progress to our log. Statements and their values are told to nobody: they hold secrets. */
export class TypeOrmLog implements Logger {
  constructor(private readonly target: DatabaseLog) {}

  logQuery(): void {}

  logQueryError(): void {}

  logQuerySlow(): void {}

  logSchemaBuild(): void {}

  logMigration(message: string): void {
    this.target.info(message);
  }

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.target.warn(String(message));
    else this.target.info(String(message));
  }
}

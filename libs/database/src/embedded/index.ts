export { startEmbeddedPostgres } from './embedded-postgres';
export type { EmbeddedOptions, EmbeddedPostgres } from './embedded-postgres';

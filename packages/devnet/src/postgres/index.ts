export { scratchFolder } from './scratch-folder.ts';
export { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.ts';

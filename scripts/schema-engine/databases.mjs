// What the schema engine does to whole databases, and how Prisma names the failures.
import pg from 'pg';

/** Settings that Prisma puts into a URL and that Postgres's own driver does not know. */
const PRISMA_ONLY = [
  'schema',
  'connection_limit',
  'pool_timeout',
  'pgbouncer',
  'socket_timeout',
  'statement_cache_size',
];

export function readUrl(databaseUrl) {
  const url = new URL(databaseUrl);
  const schema = url.searchParams.get('schema') ?? 'public';
  for (const name of PRISMA_ONLY) url.searchParams.delete(name);
  return { url, schema, database: decodeURIComponent(url.pathname.slice(1)) || 'postgres' };
}

export function otherDatabase(databaseUrl, name) {
  const url = new URL(databaseUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

async function query(databaseUrl, sql) {
  const client = new pg.Client({ connectionString: readUrl(databaseUrl).url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

export const checkConnection = (databaseUrl) => query(databaseUrl, 'SELECT 1');

export async function createDatabase(databaseUrl) {
  const { database } = readUrl(databaseUrl);
  try {
    await query(otherDatabase(databaseUrl, 'postgres'), `CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    if (error.code !== '42P04') throw error; // It exists already.
  }
  return { databaseName: database };
}

export async function dropDatabase(databaseUrl) {
  const name = pg.escapeIdentifier(readUrl(databaseUrl).database);
  await query(otherDatabase(databaseUrl, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Prisma's code and words for a failure to connect; the CLI decides by the code (P1003: offer to create it). */
export function explainConnection(error, databaseUrl) {
  const { url, database } = readUrl(databaseUrl);
  if (error.code === '3D000') return { code: 'P1003', message: `Database \`${database}\` does not exist` };
  if (error.code === '28P01' || error.code === '28000')
    return { code: 'P1000', message: `Authentication failed: the credentials of \`${url.username}\` are not valid.` };
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(error.code))
    return { code: 'P1001', message: `Can't reach database server at \`${url.hostname}:${url.port || 5432}\`` };
  return { code: undefined, message: error.message || String(error) };
}

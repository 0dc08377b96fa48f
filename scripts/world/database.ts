import path from 'node:path';
import { startPostgres } from '@spindle/devnet/postgres';
import { checkDatabase, checkPort } from './checks.ts';
import { explain } from './refusal.ts';
import type { Settings } from './settings.ts';

export interface WorldDatabase {
  url: string;
  about: string;
  stop(): Promise<void>;
}

/** The database of DATABASE_URL, or the embedded Postgres in the data folder. */
export async function openWorldDatabase(settings: Settings): Promise<WorldDatabase> {
  if (settings.databaseUrl) {
    await checkDatabase(settings.databaseUrl);
    return { url: settings.databaseUrl, about: 'yours, by DATABASE_URL', stop: async () => undefined };
  }
  const dataDir = path.join(settings.dataDir, 'postgres');
  try {
    const server = await startPostgres({ dataDir, port: settings.databasePort, durable: settings.isDurable });
    return {
      url: server.url('spindle'),
      about: `embedded, 127.0.0.1:${settings.databasePort}`,
      stop: () => server.stop(),
    };
  } catch (error) {
    await checkPort(settings.databasePort, 'database', 'POSTGRES_PORT');
    throw explain(error, `starting the embedded Postgres in ${dataDir}`);
  }
}

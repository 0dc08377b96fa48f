import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { processIdentity } from '../process-identity.ts';
import { createCluster } from './create-cluster.ts';
import { explainFailure } from './explain-failure.ts';
import { findBinaries } from './find-binaries.ts';
import { stopLeftoverServer } from './leftover-server.ts';
import { abandonedFolders, ownerFileOf, placeCluster, removeFolder, temporaryFolder } from './places.ts';
import type { Installation } from './run-binary.ts';
import { askToStop, launchServer, stopServer } from './server-process.ts';
import { serverUser } from './server-user.ts';

/** What a start needs; every field has a sensible absence. */
export interface PostgresOptions {
  /** Folder of the cluster. Without it the cluster is temporary and is deleted on {@link Postgres.stop}. */
  dataDir?: string;
  /** Without it a free one is taken. */
  port?: number;
  /** False for tests: no write waits for the disk. Default: true. */
  durable?: boolean;
  /** Gets each line that the server says. */
  log?: (line: string) => void;
}

export interface Postgres {
  port: number;
  /** Connection string of a database on this server, which need not exist yet. */
  url(database?: string): string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded Postgres 18 on 127.0.0.1 (no password, user `postgres`), making its cluster at the first time.
 * The server of a program that crashed is stopped first, and ours stops when our process exits.
 * @throws Error with a sentence that says what to do: full disk, closed folder, taken port, folder in use…
 * @example const postgres = await startPostgres({ dataDir: '.data/postgres' }); connect(postgres.url('spindle'));
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<Postgres> {
  const { durable = true, log = () => {} } = options;
  if (!options.dataDir) clearAbandoned(log);
  const dataDir = options.dataDir ?? temporaryFolder(durable);
  const installation = install(dataDir);
  stopLeftoverServer(installation, ownerFileOf(dataDir), log);
  createCluster(installation, durable);
  own(dataDir, installation.clusterDir);
  const port = options.port ?? (await freePort());
  const server = await launchServer(installation, { port, durable, log });
  const onExit = () => askToStop(installation, 'fast');
  process.once('exit', onExit);
  return {
    port,
    url: (database = 'spindle') => `postgresql://postgres@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    async stop() {
      await stopServer(installation, server);
      process.removeListener('exit', onExit);
      if (!options.dataDir) removeFolder(dataDir, installation.clusterDir);
    },
  };
}

function install(dataDir: string): Installation {
  const asRoot = process.getuid?.() === 0;
  const clusterDir = placeCluster(dataDir, asRoot);
  return { native: findBinaries(asRoot), user: serverUser(clusterDir), clusterDir };
}

function own(dataDir: string, clusterDir: string): void {
  try {
    writeFileSync(ownerFileOf(dataDir), processIdentity(process.pid) ?? '');
  } catch (error) {
    throw explainFailure(error, clusterDir);
  }
}

function clearAbandoned(log: (line: string) => void): void {
  for (const folder of abandonedFolders()) {
    const installation = install(folder);
    stopLeftoverServer(installation, ownerFileOf(folder), log);
    removeFolder(folder, installation.clusterDir);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

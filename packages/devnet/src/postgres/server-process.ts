import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { explainFailure } from './explain-failure.ts';
import { binaryEnvironment, type Installation, runBinary } from './run-binary.ts';

const SETTINGS = [
  ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'],
  'log_timezone=UTC',
];
/** For what is kept: room for a busy market, so that no one who waits for a hold waits for the disk. */
const CAREFUL = ['shared_buffers=512MB', 'wal_buffers=64MB'];
/** For clusters that are thrown away: nothing waits for the disk. */
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'];

/**
 * Starts the server and waits until it takes connections. It runs in a process group of its own, so that Ctrl-C in a
 * terminal reaches our program, which then stops it in order.
 * @throws Error with a sentence for the reader.
 */
export function launchServer(
  installation: Installation,
  options: { port: number; durable: boolean; log: (line: string) => void },
): Promise<ChildProcess> {
  const { native, clusterDir, user } = installation;
  const settings = [...SETTINGS, ...(options.durable ? CAREFUL : CARELESS)].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(native, 'bin', 'postgres'), ['-D', clusterDir, '-p', String(options.port), ...settings], {
    ...user,
    cwd: '/',
    env: binaryEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  return new Promise((resolve, reject) => {
    let output = '';
    let isReady = false;
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) options.log(line);
      if (isReady) return;
      output += text;
      isReady = output.includes('ready to accept connections');
      if (isReady) resolve(server);
    });
    server.once('error', (error) => reject(explainFailure(error, clusterDir, options.port)));
    // `close`, not `exit`: only then all that it said has arrived.
    server.once('close', () => reject(explainFailure(output, clusterDir, options.port)));
  });
}

/** Stops the server: open transactions are rolled back, everything committed is on disk. */
export async function stopServer(installation: Installation, server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  askToStop(installation, 'fast');
  const impatience = setTimeout(() => askToStop(installation, 'immediate'), 15_000);
  await gone;
  clearTimeout(impatience);
}

/** Tells the server to stop without waiting: all that an exit hook can do. */
export function askToStop(installation: Installation, mode: 'fast' | 'immediate'): void {
  runBinary(installation, 'pg_ctl', ['stop', '-D', installation.clusterDir, '-m', mode, '--no-wait']);
}

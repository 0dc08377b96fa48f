import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { errorCode, explain, Refusal } from './refusal.ts';

const NEEDED_MB = 300;

/** The data folder exists, can be written, and the disk has room. */
export function checkDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    const probe = path.join(folder, '.write-test');
    writeFileSync(probe, 'x'.repeat(4096));
    rmSync(probe);
  } catch (error) {
    throw explain(error, `writing to ${folder}`);
  }
  const disk = statfsSync(folder);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 2 ** 20);
  if (freeMb < NEEDED_MB) {
    throw new Refusal(
      `Only ${freeMb} MB are free on the disk of ${folder}. Free at least ${NEEDED_MB} MB and run npm start again.`,
    );
  }
}

/** Nobody else listens on the port. */
export async function checkPort(port: number, what: string, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error) => reject(portRefusal(error, port, what, variable)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
}

function portRefusal(error: Error, port: number, what: string, variable: string): Error {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') {
    return new Refusal(
      `Port ${port} (${what}) is in use. Stop the program that uses it, or choose another: ${variable}=${port + 100} npm start`,
    );
  }
  if (code === 'EACCES') {
    return new Refusal(
      `Port ${port} (${what}) may not be used by your user. Choose one above 1024: ${variable}=3900 npm start`,
    );
  }
  return error;
}

const DATABASE_SENTENCES: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there. Start that Postgres, or correct the host and port',
  ENOTFOUND: 'that host name is not known. Correct the host',
  EAI_AGAIN: 'that host name could not be looked up. Check the network or correct the host',
  ETIMEDOUT: 'that host does not answer. Check the network and its firewall',
  '28P01': 'the password is wrong. Correct the password',
  '28000': 'that user may not log in. Correct the user, or allow it in pg_hba.conf',
  '42501': 'that user may not create the database. Create the database by hand, or use another user',
};

/** The database of DATABASE_URL answers; it is created when only it is missing. */
export async function checkDatabase(url: string): Promise<void> {
  const shown = url.replace(/\/\/[^@/]*@/, '//…@');
  const client = await databaseClient(url);
  try {
    await client.connect();
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (code === '3D000') return; // only the database itself is missing: the migrations create it
    const why = DATABASE_SENTENCES[code] ?? (error instanceof Error ? error.message : 'it cannot be reached');
    throw new Refusal(
      `DATABASE_URL (${shown}) does not work: ${why}, or unset DATABASE_URL to use the embedded Postgres.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function databaseClient(url: string): Promise<pg.Client> {
  try {
    return new pg.Client({ connectionString: new URL(url).toString(), connectionTimeoutMillis: 5_000 });
  } catch {
    throw new Refusal(
      'DATABASE_URL is not a URL. It must look like postgresql://user:password@host:5432/name, or be unset.',
    );
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandLine } from '../process-identity.ts';
import { startPostgres } from './start-postgres.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postgres-test-'));
const dataDir = join(scratch, 'data');
const cluster = join(dataDir, 'cluster');

beforeAll(async () => {
  chmodSync(scratch, 0o711);
  const postgres = await startPostgres({ dataDir, durable: false });
  await query(postgres.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  await postgres.stop();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

/** Starts the server in a process of its own, and waits until it serves. */
async function startInOtherProcess(): Promise<ChildProcess> {
  const code = `
    const { startPostgres } = await import(${JSON.stringify(new URL('./start-postgres.ts', import.meta.url).href)});
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', code];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

const serverPid = (): number => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** Spoils a file of the cluster while `work` runs. */
async function withSpoilt(file: string, content: string, work: () => Promise<void>): Promise<void> {
  const before = readFileSync(join(cluster, file));
  writeFileSync(join(cluster, file), content);
  await work().finally(() => writeFileSync(join(cluster, file), before));
}

it('keeps what was written from one start to the next', async () => {
  const postgres = await startPostgres({ dataDir, durable: true });
  expect(await query(postgres.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

it('throws a temporary cluster away when it stops', async () => {
  const postgres = await startPostgres({ durable: false });
  const [row] = await query(postgres.url('postgres'), "SELECT current_setting('data_directory') AS folder");
  const { folder } = row as { folder: string };
  expect(existsSync(folder)).toBe(true);
  await postgres.stop();
  expect(existsSync(join(folder, '..'))).toBe(false);
});

it('stops the server that a killed program left, and refuses the folder of a living one', async () => {
  const other = await startInOtherProcess();
  await expect(startPostgres({ dataDir })).rejects.toThrow(`in use by process ${other.pid}`);
  const left = serverPid();
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(commandLine(left)).toContain('postgres');

  const postgres = await startPostgres({ dataDir });
  expect(commandLine(left)).toBe('');
  expect(await query(postgres.url('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await postgres.stop();
});

it('starts although the number in postmaster.pid belongs to another program by now', async () => {
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n`);
  const postgres = await startPostgres({ dataDir });
  await postgres.stop();
});

it('says which port is taken', async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await expect(startPostgres({ dataDir, port })).rejects.toThrow(`Port ${port} of this machine is taken`);
  squatter.close();
});

it('says what is wrong with a folder, and what to do', async () => {
  await withSpoilt('PG_VERSION', '15\n', async () => {
    await expect(startPostgres({ dataDir })).rejects.toThrow(/made by another version of Postgres\. Dump it/);
  });
  await withSpoilt('global/pg_control', '', async () => {
    await expect(startPostgres({ dataDir })).rejects.toThrow(/is damaged\. Move the folder away/);
  });
  const foreign = join(scratch, 'foreign');
  mkdirSync(join(foreign, 'cluster'), { recursive: true });
  writeFileSync(join(foreign, 'cluster', 'holiday.jpg'), '');
  await expect(startPostgres({ dataDir: foreign })).rejects.toThrow(/holds files that are no database/);
});

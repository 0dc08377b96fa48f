import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Address, internal, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { TonClient, WalletContractV5R1 } from '@ton/ton';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startDevnet } from '../index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'devnet-test-'));
const dataDir = join(scratch, 'data');
const blocksFile = join(dataDir, 'blocks.ndjson');
const keys = keyPairFromSeed(Buffer.alloc(32, 3));
const wallet = WalletContractV5R1.create({ publicKey: keys.publicKey, workchain: 0 });
const friend = Address.parse(`0:${'5'.repeat(64)}`);

const root = fileURLToPath(new URL('../..', import.meta.url));
beforeAll(() => execFileSync(process.execPath, ['build.mjs'], { cwd: root }));

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The devnet as people start it, in a process of its own. */
async function start(): Promise<{ child: ChildProcess; url: string; client: TonClient }> {
  const args = [join(root, 'dist/program/main.js'), '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const [line] = await once(child.stdout, 'data');
  const { url, tonEndpoint } = JSON.parse(String(line));
  return { child, url, client: new TonClient({ endpoint: tonEndpoint }) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return exit;
}

async function transfer(client: TonClient, seqno: number): Promise<void> {
  const messages = [internal({ to: friend, value: toNano('1'), bounce: false })];
  const timeout = 2_000_000_000;
  await client.open(wallet).sendTransfer({ seqno, secretKey: keys.secretKey, sendMode: 1, messages, timeout });
}

it('has everything that it ever confirmed after kill -9, and goes on', async () => {
  const first = await start();
  const body = JSON.stringify({ address: wallet.address.toString(), amount: '100' });
  await fetch(`${first.url}/local/faucet`, { method: 'POST', body });
  await fetch(`${first.url}/local/advance`, { method: 'POST', body: '{"seconds":86400}' });
  for (const seqno of [0, 1, 2]) await transfer(first.client, seqno);
  const history = await first.client.getTransactions(wallet.address, { limit: 10 });
  const balance = await first.client.getBalance(wallet.address);
  const { latestSeqno } = await first.client.getMasterchainInfo();
  await stop(first.child, 'SIGKILL');

  const second = await start();
  expect((await second.client.getMasterchainInfo()).latestSeqno).toBe(latestSeqno);
  expect(await second.client.getBalance(wallet.address)).toBe(balance);
  expect(await second.client.open(wallet).getSeqno()).toBe(3);
  const again = await second.client.getTransactions(wallet.address, { limit: 10 });
  expect(again.map((transaction) => transaction.hash())).toEqual(history.map((transaction) => transaction.hash()));
  const status = await (await fetch(`${second.url}/local/status`)).json();
  expect(status.aheadSeconds).toBe(86_400);
  await transfer(second.client, 3);
  expect(await second.client.getBalance(friend)).toBeGreaterThan(toNano('3.99'));
  expect(await stop(second.child, 'SIGTERM')).toEqual([0, null]);
  expect(existsSync(join(dataDir, 'owner'))).toBe(false);
});

it('never shows half of a message when it is killed in the middle of many', async () => {
  const first = await start();
  const seqno = await first.client.open(wallet).getSeqno();
  const sending = (async () => {
    for (let next = seqno; ; next++) await transfer(first.client, next);
  })().catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 150));
  await stop(first.child, 'SIGKILL');
  await sending;

  const second = await start();
  const sent = await second.client.open(wallet).getSeqno();
  const received = await second.client.getTransactions(friend, { limit: 1000 });
  expect(received).toHaveLength(sent); // Every transfer of the wallet arrived: one block holds both ends.
  await stop(second.child, 'SIGTERM');
});

it('cuts off a line that was not finished', async () => {
  const before = readFileSync(blocksFile, 'utf8');
  appendFileSync(blocksFile, '{"seqno":99,"time":1');
  const devnet = await startDevnet({ dataDir });
  expect(readFileSync(blocksFile, 'utf8')).toBe(before);
  await devnet.chain.faucet(friend, 1n);
  await devnet.stop();
  const again = await startDevnet({ dataDir });
  await again.stop();
});

it('says which line is damaged, and what to do', async () => {
  const before = readFileSync(blocksFile, 'utf8');
  const lines = before.split('\n');
  const damage: [string, string][] = [
    [lines.with(1, 'zzz').join('\n'), 'Line 2 of'],
    [lines.toSpliced(1, 1).join('\n'), 'holds block 3'],
    [before.replace('"timeShiftSeconds":0', '"timeShiftSeconds":7'), 'does not follow from the line before'],
  ];
  for (const [content, words] of damage) {
    writeFileSync(blocksFile, content);
    const failure = await startDevnet({ dataDir }).catch((error) => error.message);
    expect(failure).toContain(words);
    expect(failure).toContain('Put it back from a backup, or move its folder away');
  }
  writeFileSync(blocksFile, before);
});

it('says which file is damaged or missing', async () => {
  const genesis = join(dataDir, 'genesis.json');
  const before = readFileSync(genesis, 'utf8');
  writeFileSync(genesis, '{}');
  await expect(startDevnet({ dataDir })).rejects.toThrow(/genesis\.json is damaged/);
  rmSync(genesis);
  await expect(startDevnet({ dataDir })).rejects.toThrow(/genesis\.json is missing, though blocks\.ndjson is there/);
  writeFileSync(genesis, before);
});

it('begins only in an empty folder, and only one program at a time', async () => {
  const foreign = mkdtempSync(join(scratch, 'foreign-'));
  writeFileSync(join(foreign, 'holiday.jpg'), '');
  await expect(startDevnet({ dataDir: foreign })).rejects.toThrow(/holds other things \(holiday\.jpg\)/);
  const devnet = await startDevnet({ dataDir });
  await expect(startDevnet({ dataDir })).rejects.toThrow(`in use by process ${process.pid}`);
  await devnet.stop();
});

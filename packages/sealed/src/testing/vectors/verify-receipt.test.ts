import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, it } from 'vitest';

/* The fifty lines that a third party could write from docs/sealed-protocol.md: no package of ours, no network. */

const docs = new URL('../../../../../docs/', import.meta.url);
const program = new URL('examples/verify-receipt.mjs', docs);
const json = (name: string) => JSON.parse(readFileSync(new URL(`test-vectors/${name}`, docs), 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'spindle-receipt-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program on this file, in a thread of its own: a process takes ten times as long. */
async function verify(value: unknown): Promise<{ isGood: boolean; said: string }> {
  const file = path.join(folder, 'receipt.json');
  writeFileSync(file, JSON.stringify(value));
  const worker = new Worker(program, { argv: [file], stdout: true });
  const ended = new Promise<boolean>((resolve) => {
    worker.once('error', () => resolve(false));
    worker.once('exit', (code) => resolve(code === 0));
  });
  const said = text(worker.stdout);
  return { isGood: await ended, said: await said };
}

it('accepts the good file, and says what it checked', async () => {
  const { isGood, said } = await verify(json('receipt-file.json'));
  expect(said).toContain('the machine signed the receipt');
  expect(said).toContain('12 tokens in (2 cached), 20 out');
  expect(isGood).toBe(true);
});

it('refuses every file that the vectors refuse', async () => {
  const good = json('receipt-file.json');
  for (const { what, part, change } of json('receipt.json').refused) {
    // It reads no questions.
    if (part === 'question') continue;
    expect([what, (await verify({ ...good, ...change })).isGood]).toEqual([what, false]);
  }
});

it('reads the keys of a confidential machine out of its quote', async () => {
  const { identityKey: _, manifestSignature: __, ...file } = json('receipt-file.json');
  const { bundle } = json('evidence.json');
  // The vectors' receipt is of a machine without an enclave: a quote over other keys must not do.
  expect((await verify({ ...file, evidence: bundle })).isGood).toBe(false);
});

it('is not one of ours, and stays short', () => {
  const lines = readFileSync(program, 'utf8').split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  expect(imports.every((line) => line.includes("'node:"))).toBe(true);
  expect(lines.length - 1).toBeLessThanOrEqual(50);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { checkDataFolder } from './checks.ts';
import { openWorldDatabase } from './database.ts';
import { checkRealDeployment } from './environment.ts';
import { Refusal } from './refusal.ts';
import { readSettings } from './settings.ts';

// A refusal is printed as its sentence alone: tests/faults/start.test.ts sees that happen.

it.each([
  ['postgresql://nobody@127.0.0.1:1/x', /nothing listens there/],
  ['postgresql://nobody:secret@no-such-host.invalid:5432/x', /Correct the host|could not be looked up/],
  ['this is not a url', /DATABASE_URL is not a URL/],
])('DATABASE_URL %s is refused with what to do, and without its password', async (url, sentence) => {
  const refusal = await openWorldDatabase(readSettings({ DATABASE_URL: url })).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(String(refusal)).toMatch(sentence);
  expect(String(refusal)).not.toContain('secret');
});

function refusalOf(work: () => void): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
}

it('a file where the data folder should be is refused', () => {
  expect(refusalOf(() => checkDataFolder(path.join(process.execPath, 'data')))).toContain(
    'set SPINDLE_DATA to another folder',
  );
});

it.skipIf(process.getuid?.() !== 0)('a disk that is full is refused (needs root to mount a small one)', ({ skip }) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'spindle-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    skip('this system lets nobody mount a small disk');
  }
  try {
    expect(refusalOf(() => checkDataFolder(folder))).toMatch(/Only \d+ MB are free/);
  } finally {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  }
});

it('a bot token makes it a real deployment, of which nothing is embedded', () => {
  const env = { TELEGRAM_BOT_TOKEN: `123456:${'A'.repeat(35)}` };
  expect(refusalOf(() => checkRealDeployment(readSettings(env), env))).toContain(
    'Set DATABASE_URL, TON_API_URL, TON_NETWORK_ID, MARKET_ADDRESS, BROKER_SEED, PUBLIC_URL too',
  );
  expect(() => checkRealDeployment(readSettings({}), {})).not.toThrow();
});

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { startDevnet } from '@spindle/devnet';
import { afterAll, describe, expect, it } from 'vitest';
import { marketClient } from '../../scripts/world/market-client.ts';
import { freePorts, processesOf, type RunningWorld, removeWorld, spawnWorld, startWorld } from '../support/world.ts';

const folders: string[] = [];
const newFolder = () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'spindle-start-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach(removeWorld));

/** The words and the exit code of a world that refuses to come up. */
async function refusal(env: Record<string, string>, ports?: RunningWorld['ports'], folder = newFolder()) {
  const { child, output } = spawnWorld(folder, ports ?? (await freePorts()), env);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, words: output() };
}

describe.concurrent('npm start refuses with a sentence, not a stack trace', () => {
  it('when a port is in use', async () => {
    const ports = await freePorts();
    const squatter = net.createServer().listen(ports.api, '127.0.0.1');
    const { code, words } = await refusal({}, ports);
    squatter.close();
    expect(code).toBe(1);
    expect(words).toContain(`Port ${ports.api} (Mini App and API) is in use.`);
    expect(words).not.toMatch(/^\s+at /m);
  });

  it.each([
    ['postgresql://nobody@127.0.0.1:1/x', 'nothing listens there'],
    ['postgresql://nobody:secret@no-such-host.invalid:5432/x', 'Correct the host'],
    ['this is not a url', 'DATABASE_URL is not a URL'],
  ])('when DATABASE_URL is %s', async (url, sentence) => {
    const { code, words } = await refusal({ DATABASE_URL: url });
    expect(code).toBe(1);
    expect(words).toMatch(new RegExp(`${sentence}|could not be looked up`));
    expect(words).not.toContain('secret');
    expect(words).not.toMatch(/^\s+at /m);
  });

  it('when a file stands where the data folder should be', async () => {
    const { code, words } = await refusal({ SPINDLE_DATA: path.join(process.execPath, 'data') });
    expect(code).toBe(1);
    expect(words).toContain('set SPINDLE_DATA to another folder');
    expect(words).not.toMatch(/^\s+at /m);
  });

  it.skipIf(process.getuid?.() !== 0)('when the disk is full (needs root to mount a small one)', async ({ skip }) => {
    const folder = newFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      skip('this system lets nobody mount a small disk');
    }
    const { code, words } = await refusal({}, undefined, folder);
    execFileSync('umount', [folder]);
    expect(code).toBe(1);
    expect(words).toMatch(/Only \d+ MB are free/);
  });
});

it('a bot token makes it a real deployment, of which nothing is embedded', async () => {
  const { code, words } = await refusal({ TELEGRAM_BOT_TOKEN: `123456:${'A'.repeat(35)}` });
  expect(code).toBe(1);
  expect(words).toContain('Set DATABASE_URL, TON_API_URL, TON_NETWORK_ID, MARKET_ADDRESS, BROKER_SEED, PUBLIC_URL too');
});

it('TON_API_URL alone points the whole system at another chain', async () => {
  const chain = await startDevnet();
  const world = await startWorld({ env: { TON_API_URL: chain.url } });
  const config = await marketClient(`http://127.0.0.1:${world.ports.api}`).app.config.query();
  const words = world.output();
  await world.stop();
  await chain.stop();
  expect(config).toMatchObject({ env: 'dev', networkId: -217, devWalletUrl: null, hasDevLogin: true });
  expect(words).not.toContain('local TON chain');
});

describe('a world', () => {
  const folder = newFolder();
  let first: RunningWorld;

  it('writes what people and scripts need into dev.json, for its owner alone', async () => {
    first = await startWorld({ dataDir: folder });
    const dev = JSON.parse(readFileSync(path.join(folder, 'dev.json'), 'utf8'));
    expect(dev).toEqual({
      miniapp: expect.stringMatching(/^http/),
      api: expect.stringMatching(/^http/),
      chain: expect.stringMatching(/^http/),
      openai: {
        baseURL: expect.stringMatching(/\/v1$/),
        apiKey: expect.stringMatching(/^sk-spindle-/),
        model: 'spindle/guide',
      },
      logins: {
        buyer: expect.stringContaining('#dev=buyer.'),
        provider: expect.any(String),
        admin: expect.any(String),
      },
    });
  });

  it('stops on Ctrl-C with nothing left, and comes back after kill -9 with its data', async () => {
    const { apiKey } = first.dev.openai;
    expect(await first.stop()).toBe(0);
    expect(processesOf({ dataDir: folder, ports: first.ports })).toEqual([]);

    const second = await startWorld({ dataDir: folder, ports: first.ports });
    expect(second.dev.openai.apiKey).toBe(apiKey);
    await second.killHard();
    await expect
      .poll(() => processesOf({ dataDir: folder, ports: first.ports }).filter((line) => !line.includes('postgres')), {
        timeout: 15_000,
      })
      .toEqual([]);

    const third = await startWorld({ dataDir: folder, ports: first.ports });
    const models = await fetch(`${third.dev.openai.baseURL}/models`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(models.status).toBe(200);
    expect(existsSync(path.join(folder, 'dev.json'))).toBe(true);
    expect(await third.stop()).toBe(0);
    expect(processesOf({ dataDir: folder, ports: first.ports })).toEqual([]);
  });
});

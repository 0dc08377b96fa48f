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

// What else is refused, and how: scripts/world/refusals.test.ts.
it('a refusal is a sentence, not a stack trace: a port in use', async () => {
  const ports = await freePorts();
  const squatter = net.createServer().listen(ports.api, '127.0.0.1');
  const { child, output } = spawnWorld(newFolder(), ports);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  squatter.close();
  expect(code).toBe(1);
  expect(output()).toContain(`Port ${ports.api} (Mini App and API) is in use.`);
  expect(output()).not.toMatch(/^\s+at /m);
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
  /** As people start it: what is written waits for the disk. */
  const start = (ports?: RunningWorld['ports']) =>
    startWorld({ dataDir: folder, ...(ports && { ports }), env: { SPINDLE_CARELESS: '' } });
  let first: RunningWorld;

  it('writes what people and scripts need into dev.json, for its owner alone', async () => {
    first = await start();
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

    const second = await start(first.ports);
    expect(second.dev.openai.apiKey).toBe(apiKey);
    await second.killHard();
    await expect
      .poll(() => processesOf({ dataDir: folder, ports: first.ports }).filter((line) => !line.includes('postgres')), {
        timeout: 60_000,
      })
      .toEqual([]);

    const third = await start(first.ports);
    const models = await fetch(`${third.dev.openai.baseURL}/models`, {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    expect(models.status).toBe(200);
    expect(existsSync(path.join(folder, 'dev.json'))).toBe(true);
    expect(await third.stop()).toBe(0);
    expect(processesOf({ dataDir: folder, ports: first.ports })).toEqual([]);
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { createSealedFetch } from '@spindle/client/node';
import { logIn } from '../../scripts/world/market-client.ts';
import { startProvider, type TestProvider } from '../support/engine-provider.ts';
import { type ScriptedEngine, startScriptedEngine } from '../support/scripted-engine.ts';
import { type RunningWorld, removeWorld, startWorld } from '../support/world.ts';

export const MODEL = 'openai/gpt-oss-20b';
export const DOORS = ['plain', 'sealed', 'sidecar'] as const;
export type DoorName = (typeof DOORS)[number];

/** What a program is told of a door: all that differs between them. */
export interface Door {
  baseURL: string;
  apiKey: string;
  fetch: typeof fetch;
}

export interface DoorsWorld {
  engine: ScriptedEngine;
  /** @param apiKey default: the demo developer's, who has money on deposit. */
  door(name: DoorName, apiKey?: string): Door;
  /** A key of somebody who has none. */
  poorKey: string;
  close(): Promise<void>;
}

/** One market with an engine behind it that uses all of OpenAI's API, and every way in. The builds must be there. */
export async function startDoorsWorld(): Promise<DoorsWorld> {
  const world = await startWorld();
  const engine = await startScriptedEngine(MODEL);
  const provider = await startProvider(world, MODEL, engine.url);
  const sidecar = await startSidecar(world.dev.api);
  const secret = world.dev.logins.buyer.split('#dev=buyer.')[1] ?? '';
  const poor = await logIn(world.dev.api, secret, 'buyer');
  const { key: poorKey } = await poor.keys.create.mutate({ name: 'poor', capNano: null });
  const sealed = createSealedFetch({ baseUrl: world.dev.api, env: 'dev' });
  const { apiKey: richKey, baseURL } = world.dev.openai;
  return {
    engine,
    poorKey,
    door: (name, apiKey = richKey) => ({
      apiKey,
      baseURL: name === 'sidecar' ? sidecar.url : baseURL,
      fetch: name === 'sealed' ? sealed : fetch,
    }),
    close: () => closeAll({ world, engine, provider, sidecar: sidecar.child }),
  };
}

async function startSidecar(broker: string): Promise<{ url: string; child: ChildProcess }> {
  const args = ['apps/sidecar/bin/spindle-sidecar.mjs', '--broker', broker, '--env', 'dev', '--port', '0', '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const line = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text))));
  return { url: String(JSON.parse(line.split('\n')[0] ?? '{}').url), child };
}

async function closeAll(all: {
  world: RunningWorld;
  engine: ScriptedEngine;
  provider: TestProvider;
  sidecar: ChildProcess;
}): Promise<void> {
  all.sidecar.kill('SIGKILL');
  await all.provider.stop();
  await all.world.stop();
  await all.engine.close();
  removeWorld(all.world.dataDir);
}

import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startProvider, type TestProvider } from '../../tests/support/engine-provider.ts';
import { freePorts, processesOf, type RunningWorld, startWorld } from '../../tests/support/world.ts';
import { COLLECTS_WHEN_ASKED } from '../system/children.ts';
import { cpuMs, familyCpuMs, memoryBytes } from '../system/proc.ts';
import type { Peer } from './peer.ts';
import { stopWorld } from './stop-world.ts';

/** The whole market, as `npm start` runs it, with providers' machines before the mock engine. */
export interface SpindleWorld {
  world: RunningWorld;
  model: string;
  plain: Peer;
  sealed: Peer;
  brokerPid: number;
}

/** One buyer is a thousand here. The chain is asked as often as in a real deployment, not as in the local world. */
const ENVIRONMENT = {
  LIMIT_BUYER_IN_FLIGHT: '1000000',
  LIMIT_KEY_IN_FLIGHT: '1000000',
  LIMIT_BUYER_PER_MINUTE: '100000000',
  LIMIT_KEY_PER_MINUTE: '100000000',
  CHAIN_POLL_MS: '2000',
  NODE_OPTIONS: COLLECTS_WHEN_ASKED,
};
/** The most that one node may have. */
const SLOTS = 1_024;

/** @param stops gets what stops it, before it comes up: it may be stopped at any moment. */
export async function startSpindle(
  engineUrl: string,
  model: string,
  nodes: number,
  stops: (() => Promise<void>)[],
): Promise<SpindleWorld> {
  const place = { dataDir: mkdtempSync(path.join(os.tmpdir(), 'spindle-bench-world-')), ports: await freePorts() };
  stops.push(() => stopWorld(place));
  const world = await startWorld({ ...place, env: ENVIRONMENT });
  const providers: TestProvider[] = [];
  while (providers.length < nodes) providers.push(await startProvider(world, model, engineUrl, SLOTS));
  const brokerPid = pidOf(world, 'apps/api/dist/main.js');
  const postgresPid = pidOf(world, `-p ${world.ports.postgres}`);
  const nodesMs = () => providers.reduce((sum, provider) => sum + cpuMs(provider.child().pid ?? 0), 0);
  const process = {
    cpuMs: () => cpuMs(brokerPid),
    besideMs: () => ({ postgres: familyCpuMs(postgresPid), node: nodesMs() }),
    memoryBytes: () => memoryBytes(brokerPid),
  };
  const { apiKey, baseURL } = world.dev.openai;
  const headers = { authorization: `Bearer ${apiKey}` };
  const plain = { kind: 'openai', url: `${baseURL}/chat/completions`, model, headers } as const;
  const sealed = { kind: 'sealed', url: world.dev.api, model, token: apiKey } as const;
  return {
    ...{ world, model, brokerPid },
    plain: { ...process, name: 'spindle-plain', target: plain },
    sealed: { ...process, name: 'spindle-sealed', target: sealed },
  };
}

function pidOf(world: RunningWorld, words: string): number {
  const line = processesOf(world).find((it) => it.includes(words));
  if (!line) throw new Error(`no process of the world has ${words} in its command`);
  return Number(line.trim().split(/\s+/)[0]);
}

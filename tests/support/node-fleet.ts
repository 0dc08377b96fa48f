import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../../scripts/world/http.ts';
import { logIn, marketClient } from '../../scripts/world/market-client.ts';
import type { RunningWorld } from './world.ts';

export interface NodeFleet {
  listingId: string;
  /** Kills the next machine, as a power cut does, and starts it again; none while fewer than `alive` are linked. */
  killOne(alive: number): Promise<void>;
  readonly kills: number;
  /** How many machines are linked now. */
  online(): Promise<number>;
  stop(): Promise<void>;
}

export interface FleetOptions {
  modelId: string;
  engineUrl: string;
  machines: number;
  slots: number;
}

/** Several machines of one listing, each a process of its own: listed, approved and joined as a person would. */
export async function startNodeFleet(world: RunningWorld, options: FleetOptions): Promise<NodeFleet> {
  const { modelId, engineUrl, machines, slots } = options;
  const url = world.dev.api;
  const { provider, listingId } = await listFleet(world, modelId);
  const homes = Array.from({ length: machines }, () => mkdtempSync(path.join(os.tmpdir(), 'spindle-fleet-')));
  const engine = ['--engine', 'openai', '--engine-url', engineUrl, '--model', modelId, '--engine-model', modelId];
  const run = (home: string, join: string[]): ChildProcess =>
    spawn(
      process.execPath,
      ['apps/node/dist/main.js', 'run', ...join, '--broker', url, ...engine, '--slots', `${slots}`],
      {
        env: { ...process.env, SPINDLE_NODE_HOME: home },
        stdio: 'ignore',
      },
    );
  const children: ChildProcess[] = [];
  for (const home of homes) {
    const { code } = await provider.earn.joinCode.mutate({ listingId });
    children.push(run(home, ['--join', code]));
  }
  const online = async () => {
    const listing = await marketClient(url).market.listing.query({ listingId });
    return listing.nodes.filter((node) => node.online).length;
  };
  if (!(await until(async () => (await online()) === machines, 60_000)))
    throw new Error('the fleet does not come online');
  const state = { kills: 0, next: 0, isStopped: false };
  return {
    listingId,
    get kills() {
      return state.kills;
    },
    killOne: async (alive) => {
      if ((await online()) < alive) return;
      const place = state.next++ % machines;
      const [child, home] = [children[place], homes[place]];
      if (!child || !home || child.exitCode !== null || child.signalCode !== null) return;
      state.kills++;
      child.once('exit', () => {
        if (!state.isStopped) children[place] = run(home, []);
      });
      child.kill('SIGKILL');
    },
    online,
    stop: async () => {
      state.isStopped = true;
      await Promise.all(children.map(ended));
      for (const home of homes) rmSync(home, { recursive: true, force: true });
    },
  };
}

async function listFleet(world: RunningWorld, modelId: string) {
  const secret = world.dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const provider = await logIn(world.dev.api, secret, 'provider');
  const admin = await logIn(world.dev.api, secret, 'admin');
  const price = {
    inputMicroUsdPerMTok: 100_000n,
    cachedInputMicroUsdPerMTok: 100_000n,
    outputMicroUsdPerMTok: 400_000n,
  };
  const about = {
    idempotencyKey: randomUUID(),
    title: `Fleet ${modelId}`,
    hardwareId: 'cpu',
    gpuCount: 1,
    region: 'local',
  };
  const { listingId } = await provider.earn.create.mutate({ ...about, offers: [{ modelId, ...price }] });
  await admin.admin.review.mutate({ listingId, decision: 'approve' });
  return { provider, listingId };
}

function ended(child: ChildProcess): Promise<unknown> | null {
  if (child.exitCode !== null || child.signalCode !== null) return null;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return gone;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { until } from '../../scripts/world/http.ts';
import { logIn, marketClient } from '../../scripts/world/market-client.ts';
import type { RunningWorld } from './world.ts';

export interface TestProvider {
  listingId: string;
  home: string;
  /** The node's process, so that a test can kill it. */
  child(): ChildProcess;
  /** Starts the node again after it was killed. */
  restart(): Promise<void>;
  /** For the end of a test: as a power cut does. */
  stop(): Promise<void>;
}

/** Seconds on a quiet machine. */
const ONLINE_WITHIN_MS = 90_000;

/** A second provider with an engine of the test's own: listed, approved, joined and linked, as a person would. */
export async function startProvider(
  world: { dev: Pick<RunningWorld['dev'], 'api' | 'logins'> },
  modelId: string,
  engineUrl: string,
  slots = 4,
  outputMicroUsdPerMTok = 400_000n,
  more: readonly string[] = [],
): Promise<TestProvider> {
  const secret = world.dev.logins.provider.split('#dev=provider.')[1] ?? '';
  const url = world.dev.api;
  const provider = await logIn(url, secret, 'provider');
  const admin = await logIn(url, secret, 'admin');
  const inputMicroUsdPerMTok = outputMicroUsdPerMTok / 4n;
  const price = { inputMicroUsdPerMTok, cachedInputMicroUsdPerMTok: inputMicroUsdPerMTok, outputMicroUsdPerMTok };
  const listing = await provider.earn.create.mutate({
    idempotencyKey: randomUUID(),
    title: `Test ${modelId}`,
    hardwareId: 'cpu',
    gpuCount: 1,
    region: 'local',
    offers: [{ modelId, ...price }],
  });
  await admin.admin.review.mutate({ listingId: listing.listingId, decision: 'approve' });
  const { code } = await provider.earn.joinCode.mutate({ listingId: listing.listingId });
  const home = mkdtempSync(path.join(os.tmpdir(), 'spindle-test-node-'));
  const engine = [
    '--engine',
    'openai',
    '--engine-url',
    engineUrl,
    '--model',
    modelId,
    '--engine-model',
    modelId,
    '--slots',
    String(slots),
    ...more,
  ];
  const run = (join: string[]) =>
    spawn(process.execPath, ['apps/node/dist/main.js', 'run', ...join, '--broker', url, ...engine], {
      env: { ...process.env, SPINDLE_NODE_HOME: home },
      stdio: 'ignore',
    });
  const isOnline = async () => {
    const { offers } = await marketClient(url).market.model.query({ modelId });
    return offers.some((offer) => offer.listingId === listing.listingId && offer.freeSlots > 0);
  };
  let child = run(['--join', code]);
  if (!(await until(isOnline, ONLINE_WITHIN_MS))) throw new Error('the test provider does not come online');
  return {
    listingId: listing.listingId,
    home,
    child: () => child,
    restart: async () => {
      child = run([]);
      if (!(await until(isOnline, ONLINE_WITHIN_MS))) throw new Error('the test provider does not come back');
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      // Not asked politely: it would let answers end that nobody reads any more.
      if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { deployAllowList, localPinnedList } from './allow-list.ts';
import { checkDataFolder, checkPort } from './checks.ts';
import { openWorldDatabase } from './database.ts';
import { type DemoWorld, furnish } from './demo.ts';
import { brokerEnvironment, checkRealDeployment } from './environment.ts';
import { answers } from './http.ts';
import { fillMarketWallet } from './market-wallet.ts';
import { Part } from './part.ts';
import { pinInMiniApp } from './pin-in-miniapp.ts';
import { say, step } from './say.ts';
import { loadSecrets, ROOT, type Settings } from './settings.ts';

export interface World {
  settings: Settings;
  url: string;
  chainUrl: string | null;
  /** Null where a real bot or chain is configured: then nothing is demonstrated with play money. */
  demo: DemoWorld | null;
  /** URLs that log in; null where a real bot does that. */
  logins: DemoWorld['logins'] | null;
}

/** Time to stop for a program that has nothing in work. */
const STOP_MS = 8_000;

/** Starts one supervised program, waits until it serves, and says so. */
export type StartPart = (
  name: string,
  args: string[],
  env: Record<string, string>,
  isReady: () => Promise<boolean>,
  about: string,
) => Promise<void>;

/** What must be undone, in reverse order. Filled while the world comes up, so that it can be stopped at any moment. */
export type Stops = (() => Promise<void>)[];

export async function stopAll(stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop();
}

/**
 * Brings the whole market up on this machine, part by part, and says each as it comes.
 * @param stops gets what undoes each part; the caller runs it, also when this fails half-way.
 */
export async function openWorld(
  settings: Settings,
  stops: Stops,
  onGiveUp: (sentence: string) => void,
): Promise<World> {
  checkRealDeployment(settings, process.env);
  checkDataFolder(settings.dataDir);
  const logFolder = path.join(settings.dataDir, 'logs');
  mkdirSync(logFolder, { recursive: true });
  const secrets = loadSecrets(settings.dataDir);
  await checkPort(settings.apiPort, 'Mini App and API', 'PORT');

  const start: StartPart = async (name, args, env, isReady, about) => {
    const stopWithinMs = STOP_MS + 1000 * Number(env.DRAIN_SECONDS ?? 0);
    const part = new Part({ name, args, env, logFolder, onGiveUp, say, readyWithinMs: 60_000, stopWithinMs, isReady });
    stops.push(() => part.stop());
    await step(
      name,
      () => part.start(),
      () => about,
    );
  };

  const chainUrl = settings.tonApiUrl ? null : `http://127.0.0.1:${settings.chainPort}`;
  // The chain and the database come up side by side; one that fails is told when the other is there to be stopped.
  const chain = chainUrl ? startChain(settings, chainUrl, start) : Promise.resolve();
  chain.catch(() => undefined);
  const database = await step(
    'database',
    () => openWorldDatabase(settings),
    (found) => found.about,
  );
  stops.push(() => database.stop());
  await chain;
  const environment = brokerEnvironment(settings, secrets, database.url, process.env);
  const { TREASURY_SEED: treasurySeed } = environment;
  if (chainUrl && treasurySeed) {
    await step(
      'market wallet',
      () => fillMarketWallet(chainUrl, treasurySeed),
      (about) => about,
    );
  }
  if (chainUrl) {
    await step(
      'allowed images',
      () => deployAllowList(chainUrl, secrets.listOwnerSeed),
      (about) => about,
    );
    // Whoever brings a build or a list of their own has decided what it pins.
    if (!process.env.MINIAPP_DIR && !process.env.ALLOW_LIST_OWNER) {
      environment.MINIAPP_DIR = pinInMiniApp(settings.dataDir, localPinnedList(secrets.listOwnerSeed, chainUrl));
    }
  }
  const url = `http://127.0.0.1:${settings.apiPort}`;
  await start(
    'api',
    [ROOM_FOR_YOUNG, path.join(ROOT, 'apps/api/dist/main.js')],
    environment,
    () => answers(`${url}/readyz`),
    `broker and Mini App, ${url}`,
  );
  const logins = settings.hasBotToken ? null : loginsOf(url, secrets.devLoginSecret);
  const demo = chainUrl && logins ? await furnish({ settings, secrets, url, chainUrl, logins, start }) : null;
  return { settings, url, chainUrl, demo, logins };
}

/** The local chain with its wallet; the build must be there. */
async function startChain(settings: Settings, chainUrl: string, start: StartPart): Promise<void> {
  await checkPort(settings.chainPort, 'local chain', 'CHAIN_PORT');
  const program = path.join(ROOT, 'packages/devnet/dist/program/main.js');
  const options = ['--port', String(settings.chainPort), '--data', path.join(settings.dataDir, 'chain')];
  if (!settings.isDurable) options.push('--careless');
  const isReady = () => answers(`${chainUrl}/api/v2/getMasterchainInfo`);
  await start('chain', [program, ...options], {}, isReady, `local TON chain and wallet, ${chainUrl}`);
}

/**
 * What a request makes is garbage at its end: with room for more of it, it is swept less often, which saves the broker a
 * tenth of its time (docs/operators.md).
 */
const ROOM_FOR_YOUNG = '--max-semi-space-size=32';

function loginsOf(url: string, secret: string): DemoWorld['logins'] {
  const login = (who: string) => `${url}/#dev=${who}.${secret}`;
  return { buyer: login('buyer'), provider: login('provider'), admin: login('admin') };
}

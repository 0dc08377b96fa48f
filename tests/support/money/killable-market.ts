import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Devnet, startDevnet } from '@spindle/devnet';
import { startPostgres } from '@spindle/devnet/postgres';
import type { DemoWorld } from '../../../scripts/world/demo.ts';
import { brokerEnvironment } from '../../../scripts/world/environment.ts';
import { answers, until } from '../../../scripts/world/http.ts';
import { logIn, type MarketClient } from '../../../scripts/world/market-client.ts';
import { fillMarketWallet } from '../../../scripts/world/market-wallet.ts';
import { loadSecrets, readSettings } from '../../../scripts/world/settings.ts';
import { freePorts } from '../world.ts';

/** For a machine that has a lot else to do. */
const OPENS_WITHIN_MS = 180_000;

type Person = Parameters<typeof logIn>[2];

/** Chain, database and a broker whose process a test kills and starts as often as it likes. */
export interface KillableMarket {
  url: string;
  databaseUrl: string;
  devnet: Devnet;
  /** Where people log in, as `startProvider` takes it. */
  dev: Pick<DemoWorld, 'api' | 'logins'>;
  /** Starts the broker, and waits until it serves. */
  open(): Promise<void>;
  /** Like a power cut. */
  kill(): Promise<void>;
  /** Asks the broker to stop, as an operator would. */
  close(): Promise<void>;
  logIn(as: Person): Promise<MarketClient>;
  /** What the broker wrote, for a failing test's message. */
  lastWords(): string;
  stop(): Promise<void>;
}

/** @param env settings of the broker beside those of the local world. */
export async function openKillableMarket(env: Record<string, string>): Promise<KillableMarket> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'spindle-money-'));
  const [devnet, postgres, ports] = await Promise.all([startDevnet(), startPostgres({ durable: false }), freePorts()]);
  const databaseUrl = postgres.url('market');
  const secrets = loadSecrets(dataDir);
  const settings = readSettings({ SPINDLE_DATA: dataDir, PORT: `${ports.api}`, CHAIN_PORT: portOf(devnet.url) });
  const environment = { ...brokerEnvironment(settings, secrets, databaseUrl, {}), ...env };
  await fillMarketWallet(devnet.url, secrets.marketSeed);
  const url = `http://127.0.0.1:${ports.api}`;
  const logFile = path.join(dataDir, 'broker.log');
  let child: ChildProcess | null = null;

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
  }

  const market: KillableMarket = {
    ...{ url, databaseUrl, devnet, dev: { api: url, logins: loginsOf(url, secrets.devLoginSecret) } },
    open: async () => {
      const log = openSync(logFile, 'a');
      child = spawn(process.execPath, ['apps/api/dist/main.js'], {
        env: { ...process.env, ...environment },
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      if (!(await until(() => answers(`${url}/readyz`), OPENS_WITHIN_MS, 50))) {
        throw new Error(`the broker does not open:\n${market.lastWords()}`);
      }
    },
    kill: () => end('SIGKILL'),
    close: () => end('SIGTERM'),
    logIn: (as) => logIn(url, secrets.devLoginSecret, as),
    lastWords: () => readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n'),
    stop: async () => {
      await end('SIGKILL');
      await Promise.all([devnet.stop(), postgres.stop()]);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return market;
}

function loginsOf(url: string, secret: string): DemoWorld['logins'] {
  const login = (who: string) => `${url}/#dev=${who}.${secret}`;
  return { buyer: login('buyer'), provider: login('provider'), admin: login('admin') };
}

const portOf = (url: string): string => new URL(url).port;

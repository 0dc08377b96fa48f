import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalChain, openChain, SWITCHES_OFF, type Switches } from './chain/index.ts';
import { openDataFolder } from './data-folder.ts';
import { serve } from './http/index.ts';
import { toncenterRoutes } from './toncenter/index.ts';
import { openWallets } from './wallet/index.ts';

const LOOPBACK = '127.0.0.1';

export interface DevnetOptions {
  /** Default: a free one. */
  port?: number;
  /** Default 127.0.0.1: the devnet is for one machine. */
  host?: string;
  /** Where the chain and the wallets live. Without it the world is temporary and is deleted when it stops. */
  dataDir?: string;
  /** False for tests: no block waits for the disk. Default: true where there is a `dataDir`. */
  durable?: boolean;
  switches?: Partial<Switches>;
  /** Origins of pages beyond this machine's own that may use wallet and chain, such as a tunnel's. */
  allowedOrigins?: readonly string[];
  log?: (line: string) => void;
}

export interface Devnet {
  /** For instance http://127.0.0.1:3901 */
  url: string;
  /** Where its parts are, for the settings of other programs. */
  urls: DevnetUrls;
  chain: LocalChain;
  switches: Switches;
  stop(): Promise<void>;
}

export interface DevnetUrls {
  url: string;
  /** For `TonClient`. */
  tonEndpoint: string;
  /** The wallet's page. */
  wallet: string;
  /** For the TonConnect SDK's `walletsListSource`. */
  walletsList: string;
  /** A script that puts the wallet into a page. */
  inject: string;
}

/**
 * Starts a TON chain and a wallet for one machine: toncenter's HTTP interfaces, a faucet, TonConnect.
 * @throws Error with a sentence for the reader: taken port, folder in use, closed, full or damaged.
 * @example const devnet = await startDevnet(); const client = new TonClient({ endpoint: devnet.urls.tonEndpoint });
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  const temporary = options.dataDir ? null : mkdtempSync(join(tmpdir(), 'spindle-devnet-'));
  const folder = openDataFolder(options.dataDir ?? temporary ?? '');
  const undo = [() => folder.release(), () => temporary && rmSync(temporary, { recursive: true, force: true })];
  try {
    const chain = await openChain(folder, options.durable ?? temporary === null);
    undo.unshift(() => chain.close());
    const switches = { ...SWITCHES_OFF, ...options.switches };
    const { log = () => {} } = options;
    const wallets = await openWallets({ chain, switches, walletsDir: folder.walletsDir, log });
    undo.unshift(() => wallets.close());
    const routes = [...toncenterRoutes({ chain, switches }), ...wallets.routes];
    const server = await serve({ ...listenOptions(options), routes });
    undo.unshift(() => server.stop());
    const url = `http://${options.host ?? LOOPBACK}:${server.port}`;
    return { url, urls: urlsOf(url), chain, switches, stop: () => runAll(undo) };
  } catch (error) {
    await runAll(undo);
    throw error;
  }
}

function listenOptions({ port = 0, host = LOOPBACK, allowedOrigins = [], log = () => {} }: DevnetOptions) {
  return { port, host, allowedOrigins, log };
}

function urlsOf(url: string): DevnetUrls {
  return {
    url,
    tonEndpoint: `${url}/api/v2/jsonRPC`,
    wallet: `${url}/wallet`,
    walletsList: `${url}/wallet/wallets.json`,
    inject: `${url}/wallet/inject.js`,
  };
}

async function runAll(works: (() => unknown)[]): Promise<void> {
  for (const work of works.splice(0)) await work();
}

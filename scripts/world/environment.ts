import path from 'node:path';
import { LOCAL_NETWORK_ID, NETWORKS } from '@spindle/ton';
import { listOwner } from './allow-list.ts';
import { Refusal } from './refusal.ts';
import { ROOT, type Secrets, type Settings } from './settings.ts';

/** Dollars per coin in the local world, where no market sets one. */
const LOCAL_RATE_USD = '3.20';
/** The local chain has a block as soon as there is a message. */
const LOCAL_POLL_MS = '500';
/** Whoever presses Ctrl-C on their own machine does not wait for two minutes. */
const LOCAL_DRAIN_SECONDS = '5';
const DRAIN_SECONDS = '120';

/** What a real deployment brings itself: nothing of it may come from this machine's play world. */
const NEEDED_FOR_REAL = [
  'DATABASE_URL',
  'TON_API_URL',
  'TON_NETWORK_ID',
  'MARKET_ADDRESS',
  'BROKER_SEED',
  'PUBLIC_URL',
];

type Environment = Record<string, string | undefined>;

/** A real deployment embeds nothing. Refuses with everything that is missing. */
export function checkRealDeployment(settings: Settings, env: Environment): void {
  const isThere = (name: string) => env[name] || (name === 'MARKET_ADDRESS' && env.TREASURY_SEED);
  const missing = settings.isReal ? NEEDED_FOR_REAL.filter((name) => !isThere(name)) : [];
  if (missing.length === 0) return;
  throw new Refusal(
    `TELEGRAM_BOT_TOKEN is set, so this is a real deployment, and nothing of it is embedded. Set ${missing.join(', ')} too ` +
      '(docs/operators.md says how), or set SPINDLE_ENV=dev to try the bot on the local world.',
  );
}

/**
 * The broker's environment: what the person set stands; what they left out is filled for the local world, never for a
 * real deployment.
 */
export function brokerEnvironment(
  settings: Settings,
  secrets: Secrets,
  databaseUrl: string,
  env: Environment,
): Record<string, string> {
  const filled = {
    ...{ PORT: String(settings.apiPort), MINIAPP_DIR: path.join(ROOT, 'apps/miniapp/dist'), NODE_ENV: 'production' },
    DRAIN_SECONDS: settings.isReal ? DRAIN_SECONDS : LOCAL_DRAIN_SECONDS,
    ...(settings.isReal ? {} : localEnvironment(settings, secrets, databaseUrl, env)),
  };
  const own = Object.entries(env).filter(([name, value]) => name in filled && value);
  return { ...filled, ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])) };
}

function localEnvironment(
  settings: Settings,
  secrets: Secrets,
  databaseUrl: string,
  env: Environment,
): Record<string, string> {
  const { tonApiUrl } = settings;
  const chainUrl = `http://127.0.0.1:${settings.chainPort}`;
  const networkId = networkOf(tonApiUrl);
  return {
    SPINDLE_ENV: 'dev',
    PUBLIC_URL: `http://127.0.0.1:${settings.apiPort}`,
    DATABASE_URL: databaseUrl,
    BROKER_SEED: secrets.brokerSeed,
    TON_API_URL: tonApiUrl ?? chainUrl,
    TON_NETWORK_ID: String(networkId),
    // A wallet of the person's own has a key of theirs, or none here.
    ...(env.MARKET_ADDRESS ? {} : { TREASURY_SEED: secrets.marketSeed }),
    VOUCHER_SEED: secrets.voucherSeed,
    ...(tonApiUrl ? {} : { ALLOW_LIST_OWNER: listOwner(secrets.listOwnerSeed, chainUrl).address }),
    ...(settings.hasBotToken ? {} : { SPINDLE_DEV_LOGIN_SECRET: secrets.devLoginSecret }),
    ...(tonApiUrl ? {} : { CHAIN_POLL_MS: LOCAL_POLL_MS, DEV_WALLET_URL: chainUrl, FIXED_RATE_USD: LOCAL_RATE_USD }),
  };
}

/** Which network the first endpoint serves, by its name; TON_NETWORK_ID says otherwise. */
function networkOf(tonApiUrl: string | null): number {
  if (!tonApiUrl) return LOCAL_NETWORK_ID;
  const { hostname } = new URL(tonApiUrl.split(',')[0] ?? tonApiUrl);
  if (hostname.startsWith('testnet.')) return NETWORKS.testnet;
  return hostname === 'localhost' || hostname.startsWith('127.') ? LOCAL_NETWORK_ID : NETWORKS.mainnet;
}

import path from 'node:path';
import { ROOT, type Secrets, type Settings } from './settings.ts';

/** Dollars per coin in the local world, where no market sets one. */
const LOCAL_RATE_USD = '3.20';

export interface WorldAddresses {
  databaseUrl: string;
  /** Address of the market's wallet on the local chain; null when a real endpoint is configured. */
  marketAddress: string | null;
  localNetworkId: number;
}

/**
 * The broker's environment: what the person set stands, what they left out is filled for the local world.
 * With a bot token there is no development login, and with a chain of their own no play money.
 */
export function brokerEnvironment(settings: Settings, secrets: Secrets, found: WorldAddresses): Record<string, string> {
  const url = `http://127.0.0.1:${settings.apiPort}`;
  const chainUrl = `http://127.0.0.1:${settings.chainPort}`;
  const filled: Record<string, string> = {
    SPINDLE_ENV: settings.hasBotToken ? 'production' : 'dev',
    PORT: String(settings.apiPort),
    PUBLIC_URL: url,
    DATABASE_URL: found.databaseUrl,
    BROKER_SEED: secrets.brokerSeed,
    MINIAPP_DIR: path.join(ROOT, 'apps/miniapp/dist'),
    LOG_LEVEL: 'info',
    NODE_ENV: 'production',
  };
  if (!settings.hasBotToken) {
    filled.SPINDLE_DEV_LOGIN_SECRET = secrets.devLoginSecret;
    filled.FIXED_RATE_USD = LOCAL_RATE_USD;
  }
  if (found.marketAddress) {
    filled.TON_API_URL = chainUrl;
    filled.TON_NETWORK_ID = String(found.localNetworkId);
    filled.MARKET_ADDRESS = found.marketAddress;
    filled.CHAIN_POLL_MS = '500';
    if (!settings.hasBotToken) filled.DEV_WALLET_URL = chainUrl;
  }
  const own = Object.keys(filled).filter((name) => process.env[name]);
  return { ...filled, ...Object.fromEntries(own.map((name) => [name, process.env[name] ?? ''])) };
}

import { type Environment, parseCoins } from '@spindle/shared';
import type { StonRoute } from '@spindle/ton/swap';
import * as z from 'zod';
import { marketAddressOf } from './market-address.ts';
import type { BatchLimits } from './modules/batches/index.ts';

/** Everything that a deployment decides. Read once at start from the environment. */
export interface Config {
  env: Environment;
  host: string;
  port: number;
  /** Where people and nodes reach this broker. */
  publicUrl: string;
  logLevel: string;
  databaseUrl: string;
  telegram: { botToken: string | null; botId: number | null; botUsername: string | null };
  /** Set only in the local world: who knows it may log in as anyone of the demo people. */
  devLoginSecret: string | null;
  chain: {
    /** Servers of toncenter's shape that tell of the same chain; they are compared. */
    endpoints: readonly { baseUrl: string; apiKey?: string }[];
    networkId: number;
    /** The market's wallet, raw: payee of every buyer's channel, payer of the providers' accounts. */
    marketAddress: string;
    closeDelaySeconds: number;
    pollMs: number;
  };
  treasury: {
    /** Ed25519 seed (hex) of the key of the market's wallet; null sends nothing on chain, and only follows. */
    seed: string | null;
    /** What an open escrow must owe for a claim to be worth its fee. */
    claimThresholdNano: bigint;
  };
  earnings: {
    /** Ed25519 seed (hex) of the key that signs vouchers to providers; null promises nothing. */
    voucherSeed: string | null;
    /** How long a provider can still claim after we would ask to close their account. */
    closeDelaySeconds: number;
    /** What lies on an account beyond what is promised, after it was funded: so much at least, or so many hours of earning. */
    aheadLeastNano: bigint;
    aheadHours: number;
  };
  /** Changes providers' coins into a jetton, by their own wallet; null does not. */
  swap: { apiUrl: string; route: StonRoute; slippageBasisPoints: number; symbol: string; decimals: number } | null;
  /** Where the development wallet lives (scripts and wallets list); null in production. */
  devWalletUrl: string | null;
  /** Ed25519 seed (hex) of the key that signs quotes. */
  brokerSeed: string;
  /** Domains that a ton_proof may name. */
  proofDomains: string[];
  feeBasisPoints: number;
  /** A rate that never changes, for the local world; null asks the sources. */
  fixedRateMicroUsdPerCoin: bigint | null;
  /** The built Mini App; null serves none. */
  miniappDir: string | null;
  isBuyingEnabled: boolean;
  /** Whether pages of any origin may call the buyers' doors, with a key and without cookies. */
  isOpenToBrowsers: boolean;
  batches: BatchLimits;
  /** How much one buyer and one key may ask, and how long and far requests queue for a slot. */
  admission: {
    buyerInFlight: number;
    keyInFlight: number;
    buyerPerMinute: number;
    keyPerMinute: number;
    patienceMs: number;
    waitingPerSlot: number;
  };
  /**
   * How long a machine may be silent before another is asked: until its first frame, and between two; and how long half
   * an answer waits for one that can go on.
   */
  relay: { firstTokenMs: number; idleMs: number; takeOverMs: number };
  /** How often what is on chain is compared with the books; everything is audited once a day. */
  auditMinutes: number;
  /** How long answers in work may go on after the broker was told to stop. */
  drainMs: number;
}

const RAW_ADDRESS = '0:[0-9a-f]{64}';
const text = z.string().trim().min(1);
const MEGABYTE = 1024 ** 2;
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item),
  );
const whole = (low: number, high: number) => z.coerce.number().int().min(low).max(high);

const Schema = z.object({
  SPINDLE_ENV: z.enum(['production', 'dev']).default('production'),
  HOST: text.default('127.0.0.1'),
  PORT: whole(1, 65_535).default(3900),
  PUBLIC_URL: z.url(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must look like postgresql://user:password@host:5432/name'),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{30,}$/, 'must look like 123456:ABC… as BotFather gives it')
    .optional(),
  TELEGRAM_BOT_ID: whole(1, Number.MAX_SAFE_INTEGER).optional(),
  TELEGRAM_BOT_USERNAME: text.optional(),
  SPINDLE_DEV_LOGIN_SECRET: z.string().min(16, 'must be at least 16 characters').optional(),
  TON_API_URL: listOf(z.url()).refine((urls) => new Set(urls.map(hostOf)).size === urls.length, {
    message: 'names a server twice; each must be another one, or they are compared with themselves',
  }),
  TON_API_KEY: listOf(z.string().trim()).optional(),
  TON_NETWORK_ID: whole(-1000, -1),
  MARKET_ADDRESS: text.optional(),
  TREASURY_SEED: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits: openssl rand -hex 32')
    .optional(),
  CLAIM_THRESHOLD: z
    .string()
    .regex(/^\d+(\.\d{1,9})?$/, 'must be a number of coins, like 0.2')
    .default('0.2'),
  CHANNEL_CLOSE_DELAY_SECONDS: whole(60, 30 * 86_400).default(86_400),
  CHAIN_POLL_MS: whole(100, 600_000).default(2_000),
  DEV_WALLET_URL: z.url().optional(),
  VOUCHER_SEED: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits: openssl rand -hex 32')
    .optional(),
  FUND_AHEAD_LEAST: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,9})?$/, 'must be coins, like 0.5')
    .default('0.5'),
  FUND_AHEAD_HOURS: whole(0, 720).default(12),
  SWAP_API_URL: z.url().optional(),
  SWAP_ROUTE: z
    .string()
    .regex(
      new RegExp(`^2\\.[12](,${RAW_ADDRESS}){4}$`),
      'must be the version and four raw addresses: 2.1,router,its proxy TON wallet,jetton,its jetton wallet',
    )
    .optional(),
  SWAP_SLIPPAGE_BASIS_POINTS: whole(1, 1_000).default(100),
  SWAP_SYMBOL: text.default('USDT'),
  SWAP_DECIMALS: whole(0, 18).default(6),
  EARNINGS_CLOSE_DELAY_SECONDS: whole(86_400, 365 * 86_400).default(7 * 86_400),
  BROKER_SEED: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits: openssl rand -hex 32'),
  PROOF_DOMAINS: text.optional(),
  FEE_BASIS_POINTS: whole(0, 5_000).default(500),
  FIXED_RATE_USD: z
    .string()
    .regex(/^\d+(\.\d{1,6})?$/, 'must be dollars per coin, like 3.20')
    .optional(),
  MINIAPP_DIR: text.optional(),
  BUYING_ENABLED: z.enum(['yes', 'no']).default('yes'),
  OPEN_TO_BROWSERS: z.enum(['yes', 'no']).default('yes'),
  BATCH_FILE_MAX_MB: whole(1, 1_024).default(32),
  BATCH_MAX_LINES: whole(1, 1_000_000).default(50_000),
  BATCH_STORED_MAX_MB: whole(1, 1_000_000).default(1_024),
  BATCH_LINES_AT_ONCE: whole(1, 1_024).default(16),
  LIMIT_BUYER_IN_FLIGHT: whole(1, 1_000_000).default(256),
  LIMIT_KEY_IN_FLIGHT: whole(1, 1_000_000).default(128),
  LIMIT_BUYER_PER_MINUTE: whole(1, 100_000_000).default(6_000),
  LIMIT_KEY_PER_MINUTE: whole(1, 100_000_000).default(3_000),
  QUEUE_SECONDS: whole(1, 50).default(10),
  QUEUE_PER_SLOT: whole(1, 1_000).default(16),
  RELAY_FIRST_TOKEN_MS: whole(100, 300_000).default(30_000),
  RELAY_IDLE_MS: whole(100, 300_000).default(20_000),
  RELAY_TAKE_OVER_MS: whole(0, 300_000).default(10_000),
  AUDIT_MINUTES: whole(1, 1_440).default(60),
  DRAIN_SECONDS: whole(0, 3_600).default(120),
});

type Environ = Record<string, string | undefined>;

/**
 * Reads the environment.
 * @returns the config, or every fault at once, each as a sentence that names its variable.
 */
export function readConfig(environ: Environ): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const filled = withoutEmpty(environ);
  const parsed = Schema.safeParse(filled);
  if (!parsed.success) {
    const market = marketAddressOf(filled);
    const faults = faultsOf(parsed.error);
    return { ok: false, faults: market.ok ? faults : [...faults, market.fault] };
  }
  const faults = contradictions(parsed.data);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config: toConfig(parsed.data) };
}

/** What the audit needs of the environment: the books, and the chain. */
export type AuditConfig = Pick<Config, 'databaseUrl'> & { endpoints: Config['chain']['endpoints'] };

const AuditSchema = Schema.pick({ DATABASE_URL: true, TON_API_URL: true, TON_API_KEY: true });

export function readAuditConfig(environ: Environ): { ok: true; config: AuditConfig } | { ok: false; faults: string[] } {
  const parsed = AuditSchema.safeParse(withoutEmpty(environ));
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  return { ok: true, config: { databaseUrl: parsed.data.DATABASE_URL, endpoints: endpointsOf(parsed.data) } };
}

/** The local world's conveniences and a real deployment exclude each other. */
function contradictions(env: z.output<typeof Schema>): string[] {
  const faults: string[] = [];
  const isProduction = env.SPINDLE_ENV === 'production';
  if (env.SPINDLE_DEV_LOGIN_SECRET && env.TELEGRAM_BOT_TOKEN) {
    faults.push('SPINDLE_DEV_LOGIN_SECRET: cannot be set together with TELEGRAM_BOT_TOKEN; remove one of the two');
  }
  const market = marketAddressOf(env);
  if (!market.ok) faults.push(market.fault);
  const keys = env.TON_API_KEY?.length ?? 0;
  if (keys > 1 && keys !== env.TON_API_URL.length) {
    faults.push('TON_API_KEY: give one key for all servers of TON_API_URL, or one for each in their order');
  }
  for (const name of ['SPINDLE_DEV_LOGIN_SECRET', 'DEV_WALLET_URL', 'FIXED_RATE_USD'] as const) {
    if (isProduction && env[name]) faults.push(`${name}: belongs to the local world; remove it or set SPINDLE_ENV=dev`);
  }
  if (!env.SWAP_API_URL !== !env.SWAP_ROUTE) {
    faults.push('SWAP_ROUTE: set it together with SWAP_API_URL, or neither of the two');
  }
  if (isProduction && !env.TELEGRAM_BOT_TOKEN && !env.TELEGRAM_BOT_ID) {
    faults.push('TELEGRAM_BOT_TOKEN: needed so that people can log in (or TELEGRAM_BOT_ID for third-party checks)');
  }
  return faults;
}

function toConfig(env: z.output<typeof Schema>): Config {
  const botId = env.TELEGRAM_BOT_ID ?? (env.TELEGRAM_BOT_TOKEN ? Number(env.TELEGRAM_BOT_TOKEN.split(':')[0]) : null);
  return {
    env: env.SPINDLE_ENV,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL.replace(/\/$/, ''),
    logLevel: env.LOG_LEVEL,
    databaseUrl: env.DATABASE_URL,
    telegram: { botToken: env.TELEGRAM_BOT_TOKEN ?? null, botId, botUsername: env.TELEGRAM_BOT_USERNAME ?? null },
    devLoginSecret: env.SPINDLE_DEV_LOGIN_SECRET ?? null,
    chain: {
      endpoints: endpointsOf(env),
      networkId: env.TON_NETWORK_ID,
      marketAddress: marketAddress(env),
      closeDelaySeconds: env.CHANNEL_CLOSE_DELAY_SECONDS,
      pollMs: env.CHAIN_POLL_MS,
    },
    treasury: { seed: env.TREASURY_SEED ?? null, claimThresholdNano: parseCoins(env.CLAIM_THRESHOLD) ?? 0n },
    earnings: {
      voucherSeed: env.VOUCHER_SEED ?? null,
      closeDelaySeconds: env.EARNINGS_CLOSE_DELAY_SECONDS,
      aheadLeastNano: parseCoins(env.FUND_AHEAD_LEAST) ?? 0n,
      aheadHours: env.FUND_AHEAD_HOURS,
    },
    swap: toSwap(env),
    devWalletUrl: env.DEV_WALLET_URL?.replace(/\/$/, '') ?? null,
    brokerSeed: env.BROKER_SEED,
    proofDomains: (env.PROOF_DOMAINS ?? new URL(env.PUBLIC_URL).host).split(',').map((domain) => domain.trim()),
    feeBasisPoints: env.FEE_BASIS_POINTS,
    fixedRateMicroUsdPerCoin: env.FIXED_RATE_USD ? usdToMicro(env.FIXED_RATE_USD) : null,
    miniappDir: env.MINIAPP_DIR ?? null,
    isBuyingEnabled: env.BUYING_ENABLED === 'yes',
    isOpenToBrowsers: env.OPEN_TO_BROWSERS === 'yes',
    batches: {
      maxFileBytes: env.BATCH_FILE_MAX_MB * MEGABYTE,
      maxLines: env.BATCH_MAX_LINES,
      maxStoredBytes: env.BATCH_STORED_MAX_MB * MEGABYTE,
      maxLinesAtOnce: env.BATCH_LINES_AT_ONCE,
    },
    admission: {
      buyerInFlight: env.LIMIT_BUYER_IN_FLIGHT,
      keyInFlight: env.LIMIT_KEY_IN_FLIGHT,
      buyerPerMinute: env.LIMIT_BUYER_PER_MINUTE,
      keyPerMinute: env.LIMIT_KEY_PER_MINUTE,
      patienceMs: env.QUEUE_SECONDS * 1000,
      waitingPerSlot: env.QUEUE_PER_SLOT,
    },
    relay: {
      firstTokenMs: env.RELAY_FIRST_TOKEN_MS,
      idleMs: env.RELAY_IDLE_MS,
      takeOverMs: env.RELAY_TAKE_OVER_MS,
    },
    auditMinutes: env.AUDIT_MINUTES,
    drainMs: env.DRAIN_SECONDS * 1000,
  };
}

const withoutEmpty = (environ: Environ) =>
  Object.fromEntries(Object.entries(environ).filter(([, value]) => value !== undefined && value !== ''));

const faultsOf = ({ issues }: z.ZodError): string[] =>
  issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);

const endpointsOf = (env: Pick<z.output<typeof Schema>, 'TON_API_URL' | 'TON_API_KEY'>) =>
  env.TON_API_URL.map((url, at) => toEndpoint(url, keyAt(env.TON_API_KEY ?? [], at)));

/** One key for all, or one for each. */
const keyAt = (keys: readonly string[], at: number): string | undefined => (keys.length > 1 ? keys[at] : keys[0]);

const toEndpoint = (url: string, apiKey: string | undefined) => ({
  baseUrl: url.replace(/\/$/, ''),
  ...(apiKey && { apiKey }),
});

function marketAddress(env: z.output<typeof Schema>): string {
  const market = marketAddressOf(env);
  if (!market.ok) throw new Error(market.fault);
  return market.address;
}

function toSwap(env: z.output<typeof Schema>): Config['swap'] {
  const [version, router = '', ptonWallet = '', jetton = '', routerJettonWallet = ''] =
    env.SWAP_ROUTE?.split(',') ?? [];
  if (!env.SWAP_API_URL || (version !== '2.1' && version !== '2.2')) return null;
  return {
    apiUrl: env.SWAP_API_URL,
    route: { version, router, ptonWallet, jetton, routerJettonWallet },
    slippageBasisPoints: env.SWAP_SLIPPAGE_BASIS_POINTS,
    symbol: env.SWAP_SYMBOL,
    decimals: env.SWAP_DECIMALS,
  };
}

function usdToMicro(dollars: string): bigint {
  const [whole = '0', fraction = ''] = dollars.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}

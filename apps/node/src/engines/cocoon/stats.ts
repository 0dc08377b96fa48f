import { COIN, coinsText, type Fault, fail, ok, type Result } from '@spindle/shared';
import { readJson, type Server } from '../http/server.ts';
import { objectOf, wordIn } from '../told.ts';
import type { Prices } from './cost.ts';

/** What its `/jsonstats` tell that we need; null is what they don't tell. */
export interface Told {
  balanceNano: bigint | null;
  prices: Prices | null;
  version: string | null;
}

const PATIENCE_MS = 5_000;
/** Balance and prices change slowly, and each reading is a risk. */
const GOOD_FOR_MS = 60_000;
const AGAIN_AFTER_MS = 15_000;

/** The runner refuses to start below the first; its own warning comes at the second (`BaseRunner.hpp`). */
const STOP_NANO = 2_100_000_000n;
const WARN_NANO = 5_000_000_000n;

/** One reading at a time of each runner, however many models of it are served here. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Reads a runner's statistics, seldom. Only ask once it lists a worker: it has then shaken hands with its proxy, and an
 * earlier reading kills it.
 */
export class Stats {
  #last: { told: Told | null; atMs: number } | null = null;

  constructor(
    private readonly server: Server,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** @returns null when they can't be read. */
  async read(): Promise<Told | null> {
    const before = queues.get(this.server.root) ?? Promise.resolve();
    const reading = before.then(() => this.#readNow());
    queues.set(this.server.root, reading);
    return reading;
  }

  async #readNow(): Promise<Told | null> {
    const last = this.#last;
    const isShort = !last?.told || checkBalance(last.told.balanceNano).ok === false;
    if (last && this.nowMs() - last.atMs < (isShort ? AGAIN_AFTER_MS : GOOD_FOR_MS)) return last.told;
    const { key } = this.server;
    const hash = key ? `?access_hash=${encodeURIComponent(key)}` : '';
    // The key is a word of the address here, and nothing else of the runner wants one.
    const server = { ...this.server, key: null, isKeptAlive: false };
    const raw = await readJson(server, `/jsonstats${hash}`, { patienceMs: PATIENCE_MS });
    const told = raw === undefined ? null : toldIn(objectOf(raw));
    this.#last = { told, atMs: this.nowMs() };
    return told;
  }
}

function toldIn(raw: Readonly<Record<string, unknown>>): Told {
  const status = objectOf(raw.status);
  return {
    balanceNano: amountIn(objectOf(raw.wallet).balance) ?? amountIn(status.wallet_balance),
    prices: pricesIn(objectOf(raw.root_contract_config)),
    version: wordIn(status.git_commit)?.slice(0, 12) ?? null,
  };
}

function pricesIn(root: Readonly<Record<string, unknown>>): Prices | null {
  const nanoPerToken = amountIn(root.price_per_token);
  const promptMultiplier = amountIn(root.prompt_tokens_price_multiplier);
  const cachedMultiplier = amountIn(root.cached_tokens_price_multiplier);
  const completionMultiplier = amountIn(root.completion_tokens_price_multiplier);
  const reasoningMultiplier = amountIn(root.reasoning_tokens_price_multiplier);
  // What isn't whole is unknown: a cost that is too low would be worse than none.
  if (nanoPerToken === null || promptMultiplier === null || cachedMultiplier === null) return null;
  if (completionMultiplier === null || reasoningMultiplier === null) return null;
  return { nanoPerToken, promptMultiplier, cachedMultiplier, completionMultiplier, reasoningMultiplier };
}

/** A whole number of nano, as a number or as its digits. */
function amountIn(value: unknown): bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  return typeof value === 'string' && /^\d{1,24}$/.test(value) ? BigInt(value) : null;
}

const coins = (amount: bigint): string => `${coinsText(amount)} ${COIN.symbol}`;

/** Refusal: `cocoon_balance_empty`. What isn't known stops nothing. */
export function checkBalance(balanceNano: bigint | null): Result<null> {
  return balanceNano !== null && balanceNano < STOP_NANO
    ? fail('cocoon_balance_empty', { balance: coins(balanceNano), limit: coins(STOP_NANO) })
    : ok(null);
}

/** A warning while it is low. */
export function isBalanceLow(balanceNano: bigint | null): Fault | null {
  return balanceNano !== null && balanceNano < WARN_NANO
    ? fail('cocoon_balance_low', { balance: coins(balanceNano), limit: coins(STOP_NANO) }).fault
    : null;
}

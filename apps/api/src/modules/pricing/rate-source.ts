/** What one source says a coin costs. */
export interface RateReading {
  source: string;
  microUsdPerCoin: bigint;
  /** When the source's price was true, in Unix milliseconds; the time of reading where it does not say. */
  atMs: number;
}

/** Somewhere that knows the price of the coin. Throws when it cannot tell. */
export interface RateSource {
  name: string;
  read(nowMs: number): Promise<RateReading>;
}

/** The part of fetch that sources use. */
export type FetchJson = (url: string) => Promise<unknown>;

const TIMEOUT_MS = 5_000;

/** GETs JSON, with a time limit. @throws on any answer but 200. */
export const fetchJson: FetchJson = async (url) => {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
};

/** Dollars as an API gives them, a floating-point number, in micro-dollars. */
export function dollarsToMicro(dollars: number): bigint {
  if (!Number.isFinite(dollars) || dollars <= 0) throw new RangeError('a price is a positive number');
  return BigInt(Math.round(dollars * 1_000_000));
}

/** Buyers and sellers of an exchange further apart than this, in parts of the price, are no market. */
const MAX_GAP = 0.02;

/** The middle between what buyers bid and sellers ask, in micro-dollars: one odd trade does not move it. */
export function middleMicro(bid: string, ask: string): bigint {
  const [low, high] = [Number(bid), Number(ask)];
  if (low <= 0 || high < low || high - low > high * MAX_GAP) throw new RangeError('bid and ask are no market');
  return dollarsToMicro((low + high) / 2);
}

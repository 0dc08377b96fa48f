/** A price from a moment on, until the next. */
export interface PriceChange {
  atMs: number;
  price: number;
}

/** Where on the chart a price held, in shares of its width and height: 0 is the left, or the top. */
export interface PriceStep {
  from: number;
  to: number;
  level: number;
}

/** A price that changes by itself at most once a day is drawn over so long at least. */
export const LEAST_SPAN_MS = 86_400_000;

/** How high the lowest price stands: from the bottom up there must be room to see that it is no zero. */
const FLOOR = 0.85;
const CEILING = 0.1;

/** Prices as steps, from the first change until now. */
export function priceSteps(changes: readonly PriceChange[], nowMs: number): PriceStep[] {
  const startMs = Math.min(changes[0]?.atMs ?? nowMs, nowMs - LEAST_SPAN_MS);
  const spanMs = nowMs - startMs;
  const prices = changes.map(({ price }) => price);
  const [least, most] = [Math.min(...prices), Math.max(...prices)];
  const levelOf = (price: number) =>
    most === least ? (FLOOR + CEILING) / 2 : FLOOR - ((price - least) / (most - least)) * (FLOOR - CEILING);
  return changes.map(({ atMs, price }, at) => ({
    from: (atMs - startMs) / spanMs,
    to: at + 1 < changes.length ? ((changes[at + 1]?.atMs ?? nowMs) - startMs) / spanMs : 1,
    level: levelOf(price),
  }));
}

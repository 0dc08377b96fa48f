/** How far ahead of use accounts are funded. */
export interface FundingRules {
  /** The least that lies on an account beyond what is promised. */
  leastNano: bigint;
  /** So many hours of earning at the pace of the last two days lie there, if that is more. */
  hours: number;
}

/** No pace is believed beyond this much ahead: a burst, or a mistake, does not empty the market's wallet. */
const MOST_AHEAD_NANO = 100n * 10n ** 9n;
/** Top-ups are of whole hundredths of a coin. */
const GRAIN_NANO = 10_000_000n;

/** What shall lie on an account beyond what is promised, right after it was funded. */
export function aheadNano({ leastNano, hours }: FundingRules, earnedPerHourNano: bigint): bigint {
  const expected = earnedPerHourNano * BigInt(hours);
  const ahead = expected > leastNano ? expected : leastNano;
  return ahead < MOST_AHEAD_NANO ? ahead : MOST_AHEAD_NANO;
}

interface Funded {
  promisedNano: bigint;
  depositedNano: bigint;
}

/** Whether so much of what was put there ahead is used up that it is funded again: half of it. */
export const isLow = ({ promisedNano, depositedNano }: Funded, aheadBeforeNano: bigint): boolean =>
  depositedNano - promisedNano < aheadBeforeNano / 2n;

/** What to send so that `ahead` lies there beyond what is promised; 0 when it does already. */
export function topUpNano({ promisedNano, depositedNano }: Funded, ahead: bigint): bigint {
  const missing = promisedNano + ahead - depositedNano;
  return missing > 0n ? ((missing + GRAIN_NANO - 1n) / GRAIN_NANO) * GRAIN_NANO : 0n;
}

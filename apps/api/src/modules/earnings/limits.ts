/** Less would be eaten by the fees of paying it. */
export const LEAST_PAYOUT_NANO = 100_000_000n;

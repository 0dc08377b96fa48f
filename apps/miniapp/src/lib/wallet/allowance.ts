/** What the person may be asked to allow ahead at first. */
export const FIRST_ALLOWANCE_NANO = 500_000_000n;

export interface AllowanceState {
  depositedNano: bigint;
  signedNano: bigint;
  spentNano: bigint;
  heldNano: bigint;
}

/** What may still be spent without asking the device again. */
export function allowedNano({ signedNano, spentNano, heldNano }: AllowanceState): bigint {
  return atLeastZero(signedNano - spentNano - heldNano);
}

/** What may be allowed at most: all of the deposit that is not spent. */
export function allowableNano({ depositedNano, spentNano, heldNano }: AllowanceState): bigint {
  return atLeastZero(depositedNano - spentNano - heldNano);
}

/**
 * The total to sign so that `allowNano` may be spent from now on. Vouchers are totals that only grow, so never less
 * than what is signed already, and never more than the deposit.
 * @returns null when there is nothing new to sign.
 */
export function totalToSign(state: AllowanceState, allowNano: bigint): bigint | null {
  const wanted = state.spentNano + state.heldNano + allowNano;
  const total = wanted < state.depositedNano ? wanted : state.depositedNano;
  return total > state.signedNano ? total : null;
}

const atLeastZero = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** A query id is a shift of 13 bits and the number of a bit, of which a dictionary's cell holds 1,023. */
const BITS = 1_023;
const SHIFTS = 8_192;

/** How many query ids there are in turn. The very last one stays free: the contract's authors keep it for emergencies. */
export const QUERY_IDS = SHIFTS * BITS - 1;

/**
 * The query id of the n-th batch. After 8.4 million batches they begin anew, by when the wallet has forgotten the first
 * ones: it remembers each for twice {@link HIGHLOAD_LIFE_SECONDS}.
 */
export function queryIdOf(batchNumber: bigint): number {
  const turn = Number(batchNumber % BigInt(QUERY_IDS));
  return Math.floor(turn / BITS) * 1_024 + (turn % BITS);
}

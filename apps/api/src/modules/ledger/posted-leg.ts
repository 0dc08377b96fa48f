/** A leg with the id of its ledger account, as statements take it. */
export interface PostedLeg {
  jobId: string;
  ledgerId: bigint;
  amountNano: bigint;
}

/** Jobs, ledger accounts and amounts, each as one array for `unnest`. */
export const legColumns = (legs: readonly PostedLeg[]) => [
  legs.map(({ jobId }) => jobId),
  legs.map(({ ledgerId }) => ledgerId),
  legs.map(({ amountNano }) => amountNano),
];

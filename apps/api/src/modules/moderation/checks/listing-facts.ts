/** What is known of a listing, as far as the checks go. */
export interface ListingFacts {
  listingId: string;
  accountId: string;
  title: string;
  region: string;
  hardware: { id: string; name: string; memoryGb: number; kind: string };
  gpuCount: number;
  offers: readonly OfferFacts[];
  machines: readonly MachineFacts[];
  billed: readonly BilledFacts[];
  accountAgeMs: number;
  hasWallet: boolean;
  /** Other listings of the same account with the same title and hardware. */
  twins: number;
  /** Other accounts that the same machine or GPU is joined under. */
  sharedWith: number;
}

export interface OfferFacts {
  modelId: string;
  /** Parameters that take part in each token, in billions. */
  activeB: number;
  isTestEngine: boolean;
  outputMicroUsd: bigint;
  /** What others ask for the same on the market now, in the middle; null where nobody does. */
  medianMicroUsd: bigint | null;
}

/** What was billed for a model in the last week, and how many bytes were carried for each token. */
export interface BilledFacts {
  modelId: string;
  inputTokens: number;
  outputTokens: number;
  /** Null where there were no tokens. */
  inputBytesPerToken: number | null;
  outputBytesPerToken: number | null;
  /** Of at least three other providers, in the middle; null where there are fewer. */
  othersInputBytesPerToken: number | null;
}

/** A machine as it says it is, and as we measured it. */
export interface MachineFacts {
  nodeId: string;
  gpus: readonly GpuFacts[];
  cpu: string;
  /** By our own clock; null until measured. */
  tokensPerSecond: number | null;
}

export interface GpuFacts {
  name: string;
  memoryGb: number | null;
  /** Only a part of it is this machine's. */
  isPart: boolean;
}

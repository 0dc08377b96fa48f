import type { EndKind, Signed } from '@spindle/shared';

// Types only: see the note in accounts/shapes.ts.

/** One request as it was billed. */
export interface UsageRow {
  jobId: string;
  modelId: string;
  listingId: string | null;
  end: EndKind;
  errorCode: string | null;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  costNano: bigint;
  feeNano: bigint;
  costMicroUsd: bigint;
  firstTokenMs: number | null;
  totalMs: number;
  atMs: number;
  /** The API key that asked; null when the Mini App did. */
  keyName: string | null;
}

export interface UsagePage {
  items: UsageRow[];
  next: string | null;
}

export interface UsageReceipt {
  row: UsageRow;
  receipt: Signed | null;
  /** Who signed, as far as the market knows the machine. */
  node: { nodeId: string; identityKey: string } | null;
}

export interface EarnSummary {
  earnedNano: bigint;
  earnedTodayNano: bigint;
  requests: number;
  /** The last 14 days (UTC), oldest first, days without requests included. */
  days: { day: string; earnedNano: bigint; requests: number }[];
}

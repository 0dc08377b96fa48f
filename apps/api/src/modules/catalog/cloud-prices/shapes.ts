// Types only: see the note in accounts/shapes.ts.

/** What a vendor asks for the same open model, or for one that people would use instead. */
export type CloudMatch = 'same' | 'comparable';

/** One public list price. */
export interface CloudPrice {
  priceId: string;
  modelId: string;
  /** As people know it: "Amazon Bedrock". */
  vendor: string;
  /** What it is called there. */
  vendorModel: string;
  region: string;
  match: CloudMatch;
  inputMicroUsdPerMTok: bigint;
  /** Null where the vendor names none. */
  cachedInputMicroUsdPerMTok: bigint | null;
  outputMicroUsdPerMTok: bigint;
  sourceUrl: string;
  /** When somebody last read it on the vendor's own page. */
  checkedAtMs: number;
}

/** For buyers. `isOld`: longer than 30 days unchecked; a market with real buyers shows none of these. */
export interface ShownCloudPrice extends CloudPrice {
  isOld: boolean;
}

/** For admins: with whether buyers see it. */
export interface CloudPriceRow extends CloudPrice {
  /** From then on it hides by itself. */
  hiddenFromMs: number;
  isShown: boolean;
}

export interface CloudPriceInput extends Omit<CloudPrice, 'priceId' | 'checkedAtMs'> {
  /** Null for a new one. */
  priceId: string | null;
}

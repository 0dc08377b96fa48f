import { fromHex } from '@spindle/shared';

/** An address taken apart without @ton/core, which a first load of the Mini App cannot afford. */
export interface RawAddress {
  workchain: number;
  hash: Uint8Array<ArrayBuffer>;
}

/** Reads `0:` and 64 hex digits; null when it is anything else. Friendly forms are the wallet's business, not ours. */
export function parseRawAddress(text: string): RawAddress | null {
  const match = /^(0|-1):([0-9a-f]{64})$/i.exec(text);
  const hash = fromHex(match?.[2] ?? '');
  return match && hash ? { workchain: Number(match[1]), hash } : null;
}

import { createHash } from 'node:crypto';
import type { CreateListingInput } from './shapes.ts';

/** A hash of what a new listing says: under one key it must be the same, whatever order its fields came in. */
export function markOfListing(input: CreateListingInput): Buffer<ArrayBuffer> {
  const { title, hardwareId, gpuCount, region, dataPolicy, offers } = input;
  const priced = offers.map((offer) => [
    ...[offer.modelId, offer.inputMicroUsdPerMTok, offer.cachedInputMicroUsdPerMTok, offer.outputMicroUsdPerMTok],
    offer.batchDiscountPercent,
  ]);
  const words = [title, hardwareId, gpuCount, region, dataPolicy, priced];
  const text = JSON.stringify(words, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return createHash('sha256').update(text).digest();
}

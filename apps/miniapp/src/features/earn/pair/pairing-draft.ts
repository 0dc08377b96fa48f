import type { Language } from '@spindle/shared';
import type { PairingView } from '../../../lib/api/index.ts';
import { typedUsd } from '../../../lib/typed-amounts.ts';
import type { ListingDraft } from '../listing-draft.ts';

/** The listing that a machine would make, to be changed. What no machine can know, its place, is left to the person. */
export function draftOfPairing({ suggestion }: Pick<PairingView, 'suggestion'>, language: Language): ListingDraft {
  return {
    key: crypto.randomUUID(),
    title: suggestion.title,
    hardwareId: suggestion.hardwareId,
    gpuCount: String(suggestion.gpuCount),
    region: '',
    dataPolicy: 'undeclared',
    offers: suggestion.offers.map((offer) => ({
      key: offer.modelId,
      modelId: offer.modelId,
      input: typedUsd(offer.inputMicroUsdPerMTok, language),
      cached: typedUsd(offer.cachedInputMicroUsdPerMTok, language),
      output: typedUsd(offer.outputMicroUsdPerMTok, language),
      batchDiscount: '50',
    })),
  };
}

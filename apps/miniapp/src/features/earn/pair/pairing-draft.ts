import { usdText } from '@spindle/shared';
import type { PairingView } from '../../../lib/api/index.ts';
import type { ListingDraft } from '../listing-draft.ts';

/** The listing that a machine would make, to be changed. What no machine can know, its place, is left to the person. */
export function draftOfPairing({ suggestion }: Pick<PairingView, 'suggestion'>): ListingDraft {
  return {
    title: suggestion.title,
    hardwareId: suggestion.hardwareId,
    gpuCount: String(suggestion.gpuCount),
    region: '',
    dataPolicy: 'undeclared',
    offers: suggestion.offers.map((offer) => ({
      key: offer.modelId,
      modelId: offer.modelId,
      input: usdText(offer.inputMicroUsdPerMTok),
      cached: usdText(offer.cachedInputMicroUsdPerMTok),
      output: usdText(offer.outputMicroUsdPerMTok),
      batchDiscount: '50',
    })),
  };
}

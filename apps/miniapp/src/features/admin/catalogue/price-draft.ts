import { type Language, parseUsd } from '@spindle/shared';
import type { CatalogueInputs, CatalogueView } from '../../../lib/api/index.ts';
import { typedUsd } from '../../../lib/typed-amounts.ts';

export type PriceInput = CatalogueInputs['savePrice'];

/** What stands in the form: texts, as they are typed. */
export interface PriceDraft {
  modelId: string;
  vendor: string;
  vendorModel: string;
  region: string;
  match: PriceInput['match'];
  input: string;
  cached: string;
  output: string;
  sourceUrl: string;
}

export function priceDraft(
  price: CatalogueView['prices'][number] | null,
  modelId: string,
  language: Language,
): PriceDraft {
  if (!price) {
    return {
      ...{ modelId, vendor: '', vendorModel: '', region: 'global', match: 'same' },
      ...{ input: '', cached: '', output: '', sourceUrl: 'https://' },
    };
  }
  const { vendor, vendorModel, region, match, sourceUrl, cachedInputMicroUsdPerMTok: cached } = price;
  return {
    ...{ modelId: price.modelId, vendor, vendorModel, region, match, sourceUrl },
    input: typedUsd(price.inputMicroUsdPerMTok, language),
    cached: cached === null ? '' : typedUsd(cached, language),
    output: typedUsd(price.outputMicroUsdPerMTok, language),
  };
}

/** The draft as the broker takes it; null while a price is none. */
export function toPriceInput(draft: PriceDraft, priceId: string | null): PriceInput | null {
  const { input, cached, output, ...rest } = draft;
  const [inputMicroUsdPerMTok, outputMicroUsdPerMTok] = [parseUsd(input), parseUsd(output)];
  const cachedInputMicroUsdPerMTok = cached.trim() === '' ? null : parseUsd(cached);
  if (inputMicroUsdPerMTok === null || outputMicroUsdPerMTok === null) return null;
  if (cached.trim() !== '' && cachedInputMicroUsdPerMTok === null) return null;
  return { ...rest, priceId, inputMicroUsdPerMTok, cachedInputMicroUsdPerMTok, outputMicroUsdPerMTok };
}

import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { type Offered, rivalOf } from './cloud-rival.ts';
import { priceDay } from './price-day.ts';

interface CloudHintProps {
  modelId: string;
  offer: Offered;
}

/** An hour: list prices change by the month. */
const FRESH_MS = 3600_000;

/** One quiet line beside an offer: what it costs beside the cheapest cloud with the same model; the model's page says more. */
export default function CloudHint({ modelId, offer }: CloudHintProps) {
  const texts = useTexts('clouds');
  const language = useLanguage();
  const prices = useQuery(trpc.market.cloudPrices.queryOptions(undefined, { staleTime: FRESH_MS }));
  const rival = rivalOf(prices.data ?? [], modelId, offer);
  if (!rival) return null;
  const { percent, vendor, checkedAtMs } = rival;
  return (
    <div className="model-item__cloud muted tiny">{texts.hint(percent, vendor, priceDay(checkedAtMs, language))}</div>
  );
}

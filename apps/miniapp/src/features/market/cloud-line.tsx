import { percentOfCloud, type TokenPrice } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type CloudPrice, trpc } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { openOutside } from '../../lib/telegram/index.ts';
import { Card, Row, Section } from '../../ui/index.ts';
import { priceDay } from './price-day.ts';

interface CloudPricesProps {
  modelId: string;
  /** The market's lowest, or that of one offer. */
  offer: Pick<TokenPrice, 'inputMicroUsdPerMTok' | 'outputMicroUsdPerMTok'>;
}

/** An hour: list prices change by the month. */
const FRESH_MS = 3600_000;

/** What clouds ask for the same model, with source and date; nothing where nobody has checked one within a month. */
export function CloudPrices(props: CloudPricesProps) {
  // Its texts come by themselves: the page does not wait for them.
  return (
    <Suspense>
      <Comparison {...props} />
    </Suspense>
  );
}

function Comparison({ modelId, offer }: CloudPricesProps) {
  const texts = useTexts('clouds');
  const prices = useQuery(trpc.market.cloudPrices.queryOptions(undefined, { staleTime: FRESH_MS }));
  const own = prices.data?.filter((price) => price.modelId === modelId) ?? [];
  if (own.length === 0) return null;
  return (
    <Section title={texts.title} note={own.some(({ isOld }) => isOld) ? texts.old : texts.note}>
      <Card isFlush>
        {own.map((price) => (
          <CloudRow key={price.priceId} price={price} offer={offer} />
        ))}
      </Card>
    </Section>
  );
}

function CloudRow({ price, offer }: { price: CloudPrice; offer: CloudPricesProps['offer'] }) {
  const texts = useTexts('clouds');
  const language = useLanguage();
  const { vendor, vendorModel, region, match, sourceUrl, checkedAtMs } = price;
  const percent = percentOfCloud(offer, price);
  const show = (microUsd: bigint) => usd(microUsd, language);
  return (
    <Row
      title={percent === null ? vendor : texts.percent(percent, vendor)}
      detail={
        <>
          <div>{match === 'same' ? vendorModel : texts.comparable(vendorModel)}</div>
          <div>{texts.price(show(price.inputMicroUsdPerMTok), show(price.outputMicroUsdPerMTok))}</div>
          <div className="tiny">{texts.source(region, priceDay(checkedAtMs, language))}</div>
        </>
      }
      label={texts.open(vendor)}
      onPress={() => openOutside(sourceUrl)}
    />
  );
}

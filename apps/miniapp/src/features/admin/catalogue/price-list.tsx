import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { CatalogueView } from '../../../lib/api/index.ts';
import { usd } from '../../../lib/format/index.ts';
import { Badge, Button, Card, Row, Section } from '../../../ui/index.ts';
import { priceDay } from '../../market/price-day.ts';
import { PriceSheet } from './price-sheet.tsx';

type Price = CatalogueView['prices'][number];

interface PriceListProps {
  prices: Price[];
  models: CatalogueView['models'];
}

/** List prices of clouds: which buyers see, and which wait to be held against their page again. */
export function PriceList({ prices, models }: PriceListProps) {
  const { catalogue: texts } = useTexts('office');
  const language = useLanguage();
  const [open, setOpen] = useState<Price | 'new' | null>(null);
  const nameOf = (modelId: string) => models.find((model) => model.modelId === modelId)?.name ?? modelId;
  return (
    <Section note={texts.pricesNote}>
      <Button look="primary" icon="plus" isWide onClick={() => setOpen('new')}>
        {texts.addPrice}
      </Button>
      <Card isFlush>
        {prices.map((price) => (
          <Row
            key={price.priceId}
            title={`${price.vendor}: ${nameOf(price.modelId)}`}
            detail={
              <>
                <div>
                  {price.vendorModel} · {price.region}
                </div>
                <div>
                  {texts.inAndOut(
                    usd(price.inputMicroUsdPerMTok, language),
                    usd(price.outputMicroUsdPerMTok, language),
                  )}
                </div>
                <div className="line line--wrap tiny">
                  {texts.checked(priceDay(price.checkedAtMs, language))}
                  <Badge tone={price.isShown ? 'good' : 'warn'}>{price.isShown ? texts.isShown : texts.isStale}</Badge>
                </div>
              </>
            }
            onPress={() => setOpen(price)}
          />
        ))}
      </Card>
      {open && <PriceSheet price={open === 'new' ? null : open} models={models} onClose={() => setOpen(null)} />}
    </Section>
  );
}

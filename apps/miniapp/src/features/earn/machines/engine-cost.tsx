import { losingPrices } from '@spindle/shared';

import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ListingView, useConfig } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Notice } from '../../../ui/index.ts';
import type { OwnNode } from './own-node.ts';

type Engine = NonNullable<OwnNode['telemetry']>['told']['engines'][number];

const MILLIONTHS_PER_BASIS_POINT = 100n;

/** What each token costs the owner where the engine is paid for, and a warning where the offer, less the market's fee, brings less. */
export function EngineCost({ engine, offers }: { engine: Engine; offers: ListingView['offers'] }) {
  const { machines: texts } = useTexts('earn').console;
  const language = useLanguage();
  const { config, rate } = useConfig();
  const { cost, model } = engine;
  if (!cost) return null;
  const offer = offers.find(({ modelId }) => modelId === model);
  const feeMillionths = BigInt(config?.feeBasisPoints ?? 0) * MILLIONTHS_PER_BASIS_POINT;
  const isLosing = offer !== undefined && rate !== null && losingPrices(offer, cost, rate, feeMillionths).length > 0;
  return (
    <>
      <p className="muted small">
        {texts.cost(coins(BigInt(cost.inputNanoPerMTok), language), coins(BigInt(cost.outputNanoPerMTok), language))}
      </p>
      {isLosing && <Notice tone="warn">{texts.belowCost}</Notice>}
    </>
  );
}

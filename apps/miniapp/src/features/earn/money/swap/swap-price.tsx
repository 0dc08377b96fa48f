import { COIN } from '@spindle/shared';
import { useLanguage, useTexts } from '../../../../i18n/index.ts';
import type { SwapPrice } from '../../../../lib/api/index.ts';
import { coins, waited } from '../../../../lib/format/index.ts';
import { SWAP_EXTRA_NANO } from '../../../../lib/wallet/index.ts';
import { Card, Chips, Row } from '../../../../ui/index.ts';
import { jettonText } from './jetton-text.ts';
import { leastUnits, marketSlippage, slippagesOf } from './swap-terms.ts';

const ONE_COIN_NANO = 10n ** BigInt(COIN.decimals);

interface SwapPriceProps {
  price: SwapPrice;
  /** In basis points; null: the market's own. */
  slippage: number | null;
  onSlippage: (slippage: number) => void;
}

/** Everything that the wallet's transfer will say, before the wallet is asked. */
export function SwapPriceCard({ price, slippage, onSlippage }: SwapPriceProps) {
  const { swap: texts } = useTexts('earn');
  const language = useLanguage();
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
  const jetton = (units: bigint) => jettonText(units, price, language);
  const rate = jetton((price.askUnits * ONE_COIN_NANO) / price.offerNano);
  const extra = coins(SWAP_EXTRA_NANO, language);
  const shown = coins(price.offerNano + SWAP_EXTRA_NANO, language);
  return (
    <>
      <Card isFlush>
        <Row
          title={texts.price}
          detail={texts.rate(coins(ONE_COIN_NANO, language), rate, price.exchange)}
          end={jetton(price.askUnits)}
        />
        <Row
          title={texts.least}
          detail={texts.leastAbout}
          end={<span className="strong">{jetton(leastUnits(price, slippage))}</span>}
        />
        <Row title={texts.deadline} detail={texts.deadlineAbout} end={waited(price.lifeSeconds * 1_000, language)} />
        <Row title={texts.walletShows} detail={texts.walletShowsAbout(extra)} end={texts.upTo(shown)} />
      </Card>
      <h3>{texts.slippage}</h3>
      <Chips
        label={texts.slippage}
        value={String(slippage ?? marketSlippage(price))}
        options={slippagesOf(price).map((it) => ({ value: String(it), label: percent.format(it / 10_000) }))}
        onChange={(value) => onSlippage(Number(value))}
      />
      <p className="muted tiny">{texts.slippageAbout}</p>
    </>
  );
}

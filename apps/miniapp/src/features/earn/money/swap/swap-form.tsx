import { COIN, parseCoins } from '@spindle/shared';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../../i18n/index.ts';
import { useConfig } from '../../../../lib/api/index.ts';
import { coins } from '../../../../lib/format/index.ts';
import { ErrorNotice, MainAction, Skeleton, TextField } from '../../../../ui/index.ts';
import { ChangeNotices } from './change-notices.tsx';
import { SwapPriceCard } from './swap-price.tsx';
import { leastUnits } from './swap-terms.ts';
import { useChange } from './use-change.ts';
import { useSwapPrice } from './use-swap-price.ts';

/** How much, what it brings, and the order to the wallet. */
export function SwapForm({ symbol, leastNano, wallet }: { symbol: string; leastNano: bigint; wallet: string }) {
  const { swap: texts } = useTexts('earn');
  const language = useLanguage();
  const { config } = useConfig();
  const [amount, setAmount] = useState('');
  const [slippage, setSlippage] = useState<number | null>(null);
  const offerNano = parseCoins(amount);
  const isEnough = offerNano !== null && offerNano >= leastNano;
  const { price, isOld, asking } = useSwapPrice(offerNano);
  const change = useChange(wallet);
  const minAskUnits = price ? leastUnits(price, slippage) : 0n;
  const canChange = price !== null && minAskUnits > 0n && (!isOld || change.isPending);
  const press = () => {
    if (canChange) return config && change.mutate({ price, minAskUnits, config });
    change.reset();
    if (isEnough) asking.mutate(offerNano);
  };
  return (
    <>
      <p className="muted small">{texts.lead(symbol)}</p>
      <TextField
        label={texts.amount}
        unit={COIN.symbol}
        inputMode="decimal"
        placeholder="2"
        value={amount}
        onChange={setAmount}
        hint={texts.amountHint}
        fault={amount === '' || isEnough ? null : texts.tooSmall(coins(leastNano, language))}
      />
      {asking.isPending && <Skeleton height={220} />}
      {asking.error && <ErrorNotice error={asking.error} />}
      {price && !asking.isPending && <SwapPriceCard price={price} slippage={slippage} onSlippage={setSlippage} />}
      <ChangeNotices isOld={isOld} bringsNothing={price !== null && minAskUnits === 0n} change={change} />
      <MainAction
        label={canChange ? texts.change(coins(price.offerNano, language)) : isOld ? texts.askAgain : texts.ask}
        isEnabled={isEnough && config !== null}
        isBusy={asking.isPending || change.isPending}
        onPress={press}
      />
    </>
  );
}

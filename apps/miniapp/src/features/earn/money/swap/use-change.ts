import { useMutation } from '@tanstack/react-query';
import { useLanguage } from '../../../../i18n/index.ts';
import type { AppConfig, SwapPrice } from '../../../../lib/api/index.ts';
import { coins } from '../../../../lib/format/index.ts';
import { haptic } from '../../../../lib/telegram/index.ts';
import { changeCoins } from '../../../../lib/wallet/index.ts';
import { jettonText } from './jetton-text.ts';
import { keepSentSwap } from './sent-swap.ts';

interface Change {
  price: SwapPrice;
  minAskUnits: bigint;
  config: AppConfig;
}

/** Has the wallet asked, and keeps what it sent, also when the sheet was closed meanwhile. */
export function useChange(wallet: string) {
  const language = useLanguage();
  return useMutation({
    mutationFn: async ({ price, minAskUnits, config }: Change) => {
      const { offerNano, lifeSeconds } = price;
      const { madeAtMs } = await changeCoins({ offerNano, minAskUnits, wallet, config, language });
      keepSentSwap({
        ...{ wallet, offer: coins(offerNano, language), least: jettonText(minAskUnits, price, language) },
        ...{ sentAtMs: Date.now(), untilMs: madeAtMs + lifeSeconds * 1_000 },
      });
      haptic.success();
    },
  });
}

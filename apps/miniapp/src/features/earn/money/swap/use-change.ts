import { FaultError } from '@spindle/shared';
import { useMutation } from '@tanstack/react-query';
import { useLanguage } from '../../../../i18n/index.ts';
import { type SwapPrice, useConfig } from '../../../../lib/api/index.ts';
import { coins } from '../../../../lib/format/index.ts';
import { haptic } from '../../../../lib/telegram/index.ts';
import { changeCoins } from '../../../../lib/wallet/index.ts';
import { jettonText } from './jetton-text.ts';
import { keepSentSwap } from './sent-swap.ts';

/** Has the wallet asked, and keeps what it sent, also when the sheet was closed meanwhile. */
export function useChange(wallet: string) {
  const language = useLanguage();
  const { config } = useConfig();
  return useMutation({
    mutationFn: async ({ price, minAskUnits }: { price: SwapPrice; minAskUnits: bigint }) => {
      if (!config) throw new FaultError({ code: 'internal' });
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

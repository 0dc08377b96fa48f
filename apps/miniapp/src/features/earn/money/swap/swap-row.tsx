import { useTexts } from '../../../../i18n/index.ts';
import { Badge, Icon, Row, useNow } from '../../../../ui/index.ts';
import { phaseOf, useSentSwap } from './sent-swap.ts';
import { useOwnWallet } from './use-own-wallet.ts';

/** The way to the sheet, and how the last one stands. */
export function SwapRow({ symbol, onPress }: { symbol: string; onPress: () => void }) {
  const { swap: texts } = useTexts('earn');
  const sent = useSentSwap(useOwnWallet());
  const nowMs = useNow();
  const phase = sent && phaseOf(sent, nowMs);
  return (
    <Row
      start={<Icon name="retry" size={20} />}
      title={texts.title(symbol)}
      detail={texts.rowAbout}
      end={phase && <Badge tone={phase === 'over' ? 'plain' : 'warn'}>{texts.phases[phase]}</Badge>}
      onPress={onPress}
    />
  );
}

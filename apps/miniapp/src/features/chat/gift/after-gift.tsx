import { useLocation } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import { useCanBuy } from '../../../lib/api/index.ts';
import { Button, Notice } from '../../../ui/index.ts';
import { isRunning, type Turn } from '../turn.ts';
import type { Asking } from '../use-asking.ts';

/** After the answer that the market paid: how to go on. */
export function AfterGift({ asking, turns }: { asking: Asking; turns: readonly Turn[] }) {
  const { gift: texts } = useTexts('chat');
  const [, navigate] = useLocation();
  const canBuy = useCanBuy();
  const last = turns.at(-1);
  const isOver = asking.gift?.isOffered === false;
  if (!last?.answer.isGift || isRunning(last.answer) || !isOver) return null;
  return (
    <Notice
      tone="good"
      icon="wallet"
      title={texts.over}
      actions={
        canBuy && (
          <Button look="primary" icon="wallet" onClick={() => navigate('/wallet?deposit=1')}>
            {texts.deposit}
          </Button>
        )
      }
    >
      {canBuy ? texts.overAbout : texts.overElsewhere}
    </Notice>
  );
}

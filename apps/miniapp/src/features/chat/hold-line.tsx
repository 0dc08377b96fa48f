import { useLanguage, useTexts } from '../../i18n/index.ts';
import { useCanBuy } from '../../lib/api/index.ts';
import { coins, coinsInUsd } from '../../lib/format/index.ts';
import { useConversation } from './conversation.ts';
import type { Question } from './history.ts';
import type { Asking } from './use-asking.ts';

/** What will be set aside, before it is. */
export function HoldLine({ asking, question }: { asking: Asking; question: Question }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const canBuy = useCanBuy();
  const { choice } = useConversation();
  const { rate, spending, gift } = asking;
  if (!asking.isReady || !rate) return <p className="composer__hold"> </p>;
  const holdNano = asking.holdNano(question);
  if (holdNano === null) return <p className="composer__hold">{texts.nobodyOnline}</p>;
  if (gift?.isOffered && choice.listingId === null) {
    if (holdNano > gift.mostNano) return <p className="composer__hold composer__hold--over">{texts.gift.tooDear}</p>;
    return <p className="composer__hold composer__hold--free">{texts.gift.free(gift.maxOutputTokens)}</p>;
  }
  if (!canBuy) return <p className="composer__hold"> </p>;
  const capNano = spending?.capAnswerNano ?? null;
  if (capNano !== null && holdNano > capNano) {
    const overCap = texts.overCap(coins(holdNano, language), coins(capNano, language));
    return <p className="composer__hold composer__hold--over">{overCap}</p>;
  }
  if (asking.spendableNano !== null && holdNano > asking.spendableNano) {
    const tooLittle = texts.tooLittle(coins(holdNano, language), coins(asking.spendableNano, language));
    return <p className="composer__hold composer__hold--over">{tooLittle}</p>;
  }
  const said = asking.isSigned(holdNano) ? texts.signs : texts.holds;
  return <p className="composer__hold">{said(coins(holdNano, language), coinsInUsd(holdNano, rate, language))}</p>;
}

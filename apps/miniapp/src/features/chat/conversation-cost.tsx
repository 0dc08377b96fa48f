import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins, coinsInUsd } from '../../lib/format/index.ts';
import { costOf } from './cost-of.ts';
import type { Turn } from './turn.ts';

/** What all of it has cost, as soon as there is more than one answer to add up. */
export function ConversationCost({ turns, rate }: { turns: readonly Turn[]; rate: bigint | null }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const costNano = costOf(turns);
  if (turns.length < 2 || costNano === 0n) return null;
  return (
    <p className="conversation-cost muted tiny">
      {texts.conversationCost(coins(costNano, language), coinsInUsd(costNano, rate, language))}
    </p>
  );
}

import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins, coinsInUsd } from '../../lib/format/index.ts';
import { useConversation } from './conversation.ts';
import { costOf } from './cost-of.ts';

/** What all of it has cost, as soon as there is more than one answer to add up, or something spoken beside it. */
export function ConversationCost({ rate }: { rate: bigint | null }) {
  const { turns, voiceNano = 0n } = useConversation();
  const texts = useTexts('chat');
  const language = useLanguage();
  const costNano = costOf(turns) + voiceNano;
  if ((turns.length < 2 && voiceNano === 0n) || costNano === 0n) return null;
  return (
    <p className="conversation-cost muted tiny">
      {texts.conversationCost(coins(costNano, language), coinsInUsd(costNano, rate, language))}
    </p>
  );
}

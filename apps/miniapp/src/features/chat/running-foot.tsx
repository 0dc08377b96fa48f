import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coinsInUsd, coinsNumber } from '../../lib/format/index.ts';
import { guessInputTokens, runningCostNano } from './cost.ts';
import { type Answer, termsOf } from './turn.ts';

/** The cost while it runs: tokens that have come, at the locked price. */
export function RunningFoot({ answer, question }: { answer: Answer; question: string }) {
  const texts = useTexts('chat');
  const { tokens } = useTexts('core');
  const language = useLanguage();
  const terms = termsOf(answer);
  if (!terms) return null;
  const inputTokens = guessInputTokens([{ role: 'user', content: question }]);
  const costNano = runningCostNano(terms, inputTokens, answer.outputTokens - answer.freeTokens);
  const rate = BigInt(terms.rateMicroUsdPerCoin);
  return (
    <p className="answer-foot" role="status" aria-live="off">
      <span className="pulse" />
      {tokens(answer.outputTokens)} · ≈ {coinsNumber(costNano, language)} TON ({coinsInUsd(costNano, rate, language)})
      <span className="unseen">{texts.soFar}</span>
    </p>
  );
}

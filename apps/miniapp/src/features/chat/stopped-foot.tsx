import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { coins, usd } from '../../lib/format/index.ts';
import { changeConversation } from './conversation.ts';
import type { Answer } from './turn.ts';

const ASK_EVERY_MS = 2_000;
const ASK_AT_MOST = 15;

/** A stopped answer is billed for what was delivered; the market knows how much as soon as the machine has said so. */
export function StoppedFoot({ answer }: { answer: Answer }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const { jobId, stopped = null } = answer;
  useCostOfStopped(answer);
  if (jobId === null) return <p className="answer-foot">{texts.stoppedEarly}</p>;
  return (
    <p className="answer-foot" role="status">
      {stopped
        ? texts.stopped(stopped.outputTokens, coins(stopped.costNano, language), usd(stopped.costMicroUsd, language))
        : texts.stoppedUnsettled}
    </p>
  );
}

/** Asks until it is known, and keeps it with the answer: the conversation's cost counts it. */
function useCostOfStopped({ jobId, stopped }: Answer): void {
  const { data } = useQuery(
    trpc.usage.receipt.queryOptions(
      { jobId: jobId ?? '' },
      {
        enabled: jobId !== null && !stopped,
        retry: false,
        refetchInterval: ({ state }) => (state.data || state.errorUpdateCount > ASK_AT_MOST ? false : ASK_EVERY_MS),
      },
    ),
  );
  useEffect(() => {
    if (!data || stopped) return;
    const { outputTokens, costNano, costMicroUsd } = data.row;
    const note = (other: Answer) =>
      other.jobId === jobId ? { ...other, stopped: { outputTokens, costNano, costMicroUsd } } : other;
    changeConversation((before) => ({
      ...before,
      turns: before.turns.map((turn) => ({ ...turn, answer: note(turn.answer) })),
    }));
  }, [data, stopped, jobId]);
}

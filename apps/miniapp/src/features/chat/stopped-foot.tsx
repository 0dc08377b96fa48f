import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { coins, usd } from '../../lib/format/index.ts';
import type { Answer } from './turn.ts';

const ASK_EVERY_MS = 2_000;
const ASK_AT_MOST = 15;

/** A stopped answer is billed for what was delivered; the market knows how much as soon as the machine has said so. */
export function StoppedFoot({ answer }: { answer: Answer }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const { jobId } = answer;
  const bill = useQuery(
    trpc.usage.receipt.queryOptions(
      { jobId: jobId ?? '' },
      {
        enabled: jobId !== null,
        retry: false,
        refetchInterval: ({ state }) => (state.data || state.errorUpdateCount > ASK_AT_MOST ? false : ASK_EVERY_MS),
      },
    ),
  );
  if (jobId === null) return <p className="answer-foot">{texts.stoppedEarly}</p>;
  const row = bill.data?.row;
  return (
    <p className="answer-foot" role="status">
      {row
        ? texts.stopped(row.outputTokens, coins(row.costNano, language), usd(row.costMicroUsd, language))
        : texts.stoppedUnsettled}
    </p>
  );
}

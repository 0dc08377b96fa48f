import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type EarnSummary, trpc, useConfig } from '../../lib/api/index.ts';
import { coins, shortDay, whole } from '../../lib/format/index.ts';
import { Amount, BarChart, Card, ErrorNotice, Facts, Skeleton } from '../../ui/index.ts';

const REFRESH_MS = 10_000;

/** What the machines have earned: in all, today, and day by day. */
export function EarningsCard() {
  const summary = useQuery(trpc.earn.summary.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (summary.error) return <ErrorNotice error={summary.error} onRetry={() => summary.refetch()} />;
  if (!summary.data) return <Skeleton height={300} />;
  return <Earnings summary={summary.data} />;
}

function Earnings({ summary }: { summary: EarnSummary }) {
  const { earnings: texts } = useTexts('earn');
  const language = useLanguage();
  const { rate } = useConfig();
  const bars = summary.days.map(({ day, earnedNano }) => ({
    name: shortDay(day, language),
    value: Number(earnedNano),
    text: coins(earnedNano, language),
  }));
  return (
    <Card>
      <div className="stack" style={{ '--gap': '18px' }}>
        <div>
          <div className="muted small">{texts.earned}</div>
          <Amount nano={summary.earnedNano} microUsdPerCoin={rate} size="large" />
        </div>
        <Facts
          entries={[
            { name: texts.today, value: coins(summary.earnedTodayNano, language) },
            { name: texts.requests(summary.requests), value: whole(summary.requests, language) },
          ]}
        />
        {summary.requests === 0 ? (
          <p className="muted small">{texts.none}</p>
        ) : (
          <BarChart bars={bars} label={texts.chart} />
        )}
      </div>
    </Card>
  );
}

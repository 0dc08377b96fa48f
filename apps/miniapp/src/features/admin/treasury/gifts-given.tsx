import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Card, ErrorNotice, Row, Section, Skeleton } from '../../../ui/index.ts';

/** What the market has paid for people's first questions. How many it pays for is policy. */
export function GiftsGiven() {
  const { treasury: texts } = useTexts('office');
  const language = useLanguage();
  const totals = useQuery(trpc.promotions.totals.queryOptions());
  if (totals.isPending) return <Skeleton height={140} />;
  if (!totals.data) return <ErrorNotice error={totals.error} onRetry={() => totals.refetch()} />;
  const { todayNano, answersToday, costNano, answers } = totals.data;
  return (
    <Section title={texts.gifts} note={texts.giftsNote}>
      <Card isFlush>
        <Row title={texts.giftsToday} detail={texts.giftAnswers(answersToday)} end={coins(todayNano, language)} />
        <Row title={texts.giftsEver} detail={texts.giftAnswers(answers)} end={coins(costNano, language)} />
        <Row title={texts.giftsRules} href="/admin/policy" />
      </Card>
    </Section>
  );
}

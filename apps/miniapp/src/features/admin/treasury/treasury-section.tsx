import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { coins, shortened } from '../../../lib/format/index.ts';
import {
  Amount,
  Card,
  CopyButton,
  ErrorNotice,
  Facts,
  Notice,
  Row,
  Section,
  Since,
  Skeleton,
} from '../../../ui/index.ts';
import { AuditRuns } from './audit-runs.tsx';
import { EarningsTotals } from './earnings-totals.tsx';
import { checkWords } from './finding-words.ts';
import { GiftsGiven } from './gifts-given.tsx';

const REFRESH_MS = 10_000;

/** The market's own money on chain: what there is, what waits, whether the books fit, and what to do. */
export default function TreasurySection() {
  const { treasury: texts, findings } = useTexts('office');
  const language = useLanguage();
  const view = useQuery(trpc.treasury.view.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (view.isPending) return <Skeleton height={420} />;
  if (!view.data) return <ErrorNotice error={view.error} onRetry={() => view.refetch()} />;
  const { address, canSign, wallet, earnings, books } = view.data;
  const { balanceNano, waiting, oldestWaitingSinceMs, tooDear, underWay } = wallet;
  return (
    <>
      {books.stop && (
        <Notice tone="bad" icon="warn" title={texts.stopped}>
          {checkWords({ code: books.stop.code, check: books.stop.reason }, findings)} ·{' '}
          <Since atMs={books.stop.sinceMs} />. {texts.stoppedAbout}
        </Notice>
      )}
      {tooDear > 0 && (
        <Notice tone="bad" icon="warn" title={texts.tooDear(tooDear)}>
          {texts.tooDearAbout}
        </Notice>
      )}
      {!canSign && <Notice tone="warn">{texts.cannotSign}</Notice>}
      <Section title={texts.wallet} note={texts.walletNote}>
        <Card>
          <div className="stack" style={{ '--gap': '14px' }}>
            <Amount nano={balanceNano} size="large" />
            <Facts
              entries={[
                { name: texts.waiting, value: String(waiting) },
                { name: texts.underWay, value: String(underWay) },
                { name: texts.dear, value: String(tooDear) },
              ]}
            />
          </div>
        </Card>
        <Card isFlush>
          <Row
            title={texts.address}
            detail={<span className="mono tiny">{shortened(address, 12, 8)}</span>}
            end={<CopyButton text={address} />}
          />
          {oldestWaitingSinceMs !== null && <Row title={texts.oldest} end={<Since atMs={oldestWaitingSinceMs} />} />}
        </Card>
      </Section>
      <EarningsTotals totals={earnings} show={(nano) => coins(nano, language)} />
      <GiftsGiven />
      <AuditRuns runs={books.runs} />
      <Section title={texts.runbooks} note={texts.runbooksNote}>
        <Card isFlush>
          {texts.runbookList.map(({ when, file }) => (
            <Row key={file} title={when} detail={<span className="mono tiny">docs/runbooks/{file}</span>} />
          ))}
        </Card>
      </Section>
    </>
  );
}

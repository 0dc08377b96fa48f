import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, type UsageRow } from '../../lib/api/index.ts';
import { coins, moment, usd, whole } from '../../lib/format/index.ts';
import { Badge, Button, Card, CopyButton, EmptyState, ErrorNotice, Row, Section, Skeleton } from '../../ui/index.ts';
import { usageCsv } from './usage-csv.ts';
import { UsageSheet } from './usage-sheet.tsx';

const PAGE = 20;

/** Every request of this account, of chat and keys alike, newest first. */
export function UsageSection() {
  const { usage: texts } = useTexts('build');
  const { actions } = useTexts('core');
  const [open, setOpen] = useState<UsageRow | null>(null);
  const pages = useInfiniteQuery(
    trpc.usage.recent.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.next ?? undefined }),
  );
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={texts.title} aside={rows.length > 0 && <CopyButton text={usageCsv(rows)} label={texts.csv} />}>
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={220} />}
      {pages.data && rows.length === 0 && (
        <Card>
          <EmptyState icon="chat" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {rows.length > 0 && (
        <Card isFlush>
          {rows.map((row) => (
            <UsageItem key={row.jobId} row={row} onOpen={() => setOpen(row)} />
          ))}
        </Card>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
      {open && <UsageSheet row={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function UsageItem({ row, onOpen }: { row: UsageRow; onOpen: () => void }) {
  const { usage: texts } = useTexts('build');
  const language = useLanguage();
  return (
    <Row
      title={
        <span className="line" style={{ '--gap': '6px' }}>
          <span className="strong cut">{row.modelId}</span>
          {row.end !== 'complete' && (
            <Badge tone={row.end === 'stopped' ? 'plain' : 'bad'}>{texts.ends[row.end]}</Badge>
          )}
        </span>
      }
      detail={
        <span className="tiny">
          {moment(row.atMs, language)} · {row.keyName ?? texts.miniApp} ·{' '}
          {texts.inOut(whole(row.inputTokens, language), whole(row.outputTokens, language))}
        </span>
      }
      end={
        <>
          <div className="strong small">{coins(row.costNano, language)}</div>
          <div className="muted tiny">{usd(row.costMicroUsd, language)}</div>
        </>
      }
      onPress={onOpen}
      label={`${row.modelId}, ${coins(row.costNano, language)}`}
    />
  );
}

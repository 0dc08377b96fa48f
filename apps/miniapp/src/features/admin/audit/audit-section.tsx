import { useInfiniteQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { Button, Card, CopyButton, EmptyState, ErrorNotice, Row, Section, Skeleton } from '../../../ui/index.ts';
import { AuditItem } from './audit-item.tsx';

const PAGE = 30;

/** Who decided what, and why, newest first. */
export default function AuditSection() {
  const { audit: texts } = useTexts('admin');
  const { actions } = useTexts('core');
  const pages = useInfiniteQuery(
    trpc.admin.audit.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.next ?? undefined }),
  );
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const head = entries[0];
  return (
    <Section note={texts.note}>
      {pages.error && <ErrorNotice error={pages.error} onRetry={() => pages.refetch()} />}
      {pages.isPending && <Skeleton height={300} />}
      {pages.data && entries.length === 0 && (
        <Card>
          <EmptyState icon="admin" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {entries.length > 0 && (
        <Card isFlush>
          {entries.map((entry) => (
            <AuditItem key={entry.id} entry={entry} />
          ))}
        </Card>
      )}
      {head && (
        <Card isFlush>
          <Row
            title={texts.verify}
            detail={
              <>
                <span className="mono tiny">{shortened(head.hash, 16, 8)}</span>
                <br />
                <span className="tiny">{texts.verifyAbout}</span>
                <br />
                <span className="mono tiny">{texts.verifyCommand}</span>
              </>
            }
            end={<CopyButton text={head.hash} isIcon />}
          />
        </Card>
      )}
      {pages.hasNextPage && (
        <Button look="plain" isWide isBusy={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {actions.more}
        </Button>
      )}
    </Section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { ErrorNotice, Fold, Skeleton } from '../../../ui/index.ts';
import { AuditItem } from '../audit/audit-item.tsx';

/** Who proposed an image, who decided about it, when and why: what the audit log has of it, once somebody asks. */
export function ImageHistory({ leafHash }: { leafHash: string }) {
  const texts = useTexts('images');
  const [isAsked, setIsAsked] = useState(false);
  const log = useQuery(trpc.admin.audit.queryOptions({ subject: `image:${leafHash}` }, { enabled: isAsked }));
  return (
    <Fold title={texts.history} about={texts.historyAbout} onOpen={() => setIsAsked(true)}>
      <div>
        {log.error && <ErrorNotice error={log.error} onRetry={() => log.refetch()} />}
        {log.isLoading && <Skeleton height={90} />}
        {log.data?.items.map((entry) => (
          <AuditItem key={entry.id} entry={entry} />
        ))}
      </div>
    </Fold>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Icon, Row } from '../../../ui/index.ts';
import { type AdminSection, SECTIONS } from './sections.ts';
import { WaitingBadge } from './waiting-badge.tsx';

const REFRESH_MS = 15_000;

/**
 * All rooms of the admin page, and how much waits in each.
 * @param here the room beside which they stand; then their names are enough.
 */
export function AdminHome({ here }: { here?: string }) {
  const { sections: texts } = useTexts('admin');
  const waiting = useQuery(trpc.admin.waiting.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const waitingOf = ({ waiting: key }: AdminSection) => (key && waiting.data?.[key]) || null;
  return (
    <>
      {waiting.error && <ErrorNotice error={waiting.error} onRetry={() => waiting.refetch()} />}
      <Card isFlush>
        {SECTIONS.map((section) => (
          <Row
            key={section.id}
            start={
              <span className="admin-mark">
                <Icon name={section.icon} size={20} />
              </span>
            }
            title={<span className="strong">{texts[section.id].title}</span>}
            detail={here ? undefined : texts[section.id].about}
            isHere={section.id === here}
            end={<WaitingBadge waiting={waitingOf(section)} />}
            href={`/admin/${section.id}`}
          />
        ))}
      </Card>
    </>
  );
}

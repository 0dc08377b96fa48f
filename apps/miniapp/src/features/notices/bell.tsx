import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Icon } from '../../ui/index.ts';
import './bell.css';

const REFRESH_MS = 60_000;

/** How much is new, at the corner of the page. Fetched after the first screen stands. */
export default function Bell() {
  const { bell } = useTexts('notices');
  const { data = 0 } = useQuery(trpc.notices.unread.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Link href="/notices" className="bell" aria-label={bell(data)}>
      <Icon name="bell" size={22} />
      {data > 0 && <span className="bell__count">{data > 99 ? '99+' : data}</span>}
    </Link>
  );
}

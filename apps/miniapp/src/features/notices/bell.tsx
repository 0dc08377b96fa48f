import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import './bell.css';

const REFRESH_MS = 60_000;

/** How much is new, at the corner of the page. Fetched after the first screen stands. */
export default function Bell() {
  const { bell } = useTexts('notices');
  const { data = 0 } = useQuery(trpc.notices.unread.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Link href="/notices" className="bell" aria-label={bell(data)}>
      <svg
        aria-hidden="true"
        width="22"
        height="22"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15L6 16ZM10 21h4" />
      </svg>
      {data > 0 && <span className="bell__count">{data > 99 ? '99+' : data}</span>}
    </Link>
  );
}

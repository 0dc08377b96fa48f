import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AuditEntry } from '../../../lib/api/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Icon, type IconName } from '../../../ui/index.ts';
import { type KnownAction, knownAction, listingOf } from './read-entry.ts';

const LOOKS: Record<KnownAction, { icon: IconName; tone: 'good' | 'bad' | 'warn' }> = {
  'listing.approve': { icon: 'check', tone: 'good' },
  'listing.reject': { icon: 'close', tone: 'bad' },
  'listing.pause': { icon: 'stop', tone: 'warn' },
};

/** One decision. */
export function AuditItem({ entry, title }: { entry: AuditEntry; title: string | null }) {
  const { audit: texts } = useTexts('admin');
  const language = useLanguage();
  const action = knownAction(entry.action);
  const look = action && LOOKS[action];
  return (
    <article className="row audit">
      <span className={`audit__mark audit__mark--${look?.tone ?? 'plain'}`}>
        <Icon name={look?.icon ?? 'info'} size={18} />
      </span>
      <div className="grow stack" style={{ '--gap': '2px' }}>
        <div className="strong">{action ? texts.actions[action] : entry.action}</div>
        <Subject entry={entry} title={title} />
        {entry.reason && <blockquote className="small audit__reason">{entry.reason}</blockquote>}
        <div className="muted tiny">
          {entry.actorName ?? texts.market} · {moment(entry.atMs, language)}
        </div>
      </div>
    </article>
  );
}

function Subject({ entry, title }: { entry: AuditEntry; title: string | null }) {
  const listingId = listingOf(entry);
  if (!listingId) return <span className="mono tiny">{entry.subject}</span>;
  return (
    <Link href={`/listings/${listingId}`} className="small">
      {title ?? <span className="mono">{shortened(listingId, 13, 6)}</span>}
    </Link>
  );
}

import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AuditEntry } from '../../../lib/api/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Icon, type IconName } from '../../../ui/index.ts';
import { ReasonWords } from '../../review/reason-words.tsx';
import { addressOf, factsOf, type KnownAction, knownAction } from './read-entry.ts';

const LOOKS: Record<KnownAction, { icon: IconName; tone: 'good' | 'bad' | 'warn' }> = {
  'listing.approve': { icon: 'check', tone: 'good' },
  'listing.reject': { icon: 'close', tone: 'bad' },
  'listing.ask': { icon: 'info', tone: 'warn' },
  'listing.pause': { icon: 'stop', tone: 'warn' },
  'listing.ban': { icon: 'close', tone: 'bad' },
  'listing.reinstate': { icon: 'retry', tone: 'good' },
  'appeal.grant': { icon: 'check', tone: 'good' },
  'appeal.refuse': { icon: 'close', tone: 'bad' },
  'account.ban': { icon: 'close', tone: 'bad' },
  'account.unban': { icon: 'retry', tone: 'good' },
  'role.give': { icon: 'people', tone: 'good' },
  'role.take': { icon: 'people', tone: 'warn' },
};

/** One decision. */
export function AuditItem({ entry }: { entry: AuditEntry }) {
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
        <Subject entry={entry} />
        <ReasonWords code={entry.code} words={entry.reason} evidence={factsOf(entry)} />
        <div className="muted tiny">
          {entry.actorName ?? texts.market} · {moment(entry.atMs, language)} · {texts.row(entry.seq)}
        </div>
      </div>
    </article>
  );
}

function Subject({ entry }: { entry: AuditEntry }) {
  const address = addressOf(entry);
  const id = entry.subject.split(':').at(-1) ?? '';
  if (!address) return <span className="mono tiny">{shortened(entry.subject, 20, 6)}</span>;
  return (
    <Link href={address} className="small mono">
      {shortened(id, 13, 6)}
    </Link>
  );
}

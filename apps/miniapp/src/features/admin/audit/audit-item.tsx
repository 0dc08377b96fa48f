import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AuditEntry } from '../../../lib/api/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Icon } from '../../../ui/index.ts';
import { ReasonWords } from '../../review/reason-words.tsx';
import { lookOf } from './action-look.ts';
import { addressOf, factsOf, plainFactsOf } from './read-entry.ts';

/** One decision. */
export function AuditItem({ entry }: { entry: AuditEntry }) {
  const { audit: texts, people } = useTexts('admin');
  const roles: Record<string, string> = people.roles;
  const language = useLanguage();
  const look = lookOf(entry);
  const facts = factsOf(entry);
  const plain = plainFactsOf(facts);
  const role = look?.action.startsWith('role.') && entry.code ? roles[entry.code] : null;
  return (
    <article className="row audit">
      <span className={`audit__mark audit__mark--${look?.tone ?? 'plain'}`}>
        <Icon name={look?.icon ?? 'info'} size={18} />
      </span>
      <div className="grow stack" style={{ '--gap': '2px' }}>
        <div className="strong">
          {look ? texts.actions[look.action] : entry.action}
          {role && `: ${role}`}
        </div>
        <Subject entry={entry} />
        <ReasonWords code={entry.code} words={entry.reason} evidence={facts} />
        {plain && <div className="mono tiny muted audit__facts">{plain}</div>}
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

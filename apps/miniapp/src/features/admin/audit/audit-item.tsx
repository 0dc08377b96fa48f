import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AuditEntry } from '../../../lib/api/index.ts';
import { moment, shortened } from '../../../lib/format/index.ts';
import { Icon } from '../../../ui/index.ts';
import { ReasonWords } from '../../review/reason-words.tsx';
import { lookOf } from './action-look.ts';
import { addressOf, factsOf } from './read-entry.ts';
import { shownFacts } from './shown-facts.ts';

/** One decision. */
export function AuditItem({ entry }: { entry: AuditEntry }) {
  const { audit: texts, people } = useTexts('admin');
  const policy = useTexts('policy');
  const roles: Record<string, string> = people.roles;
  const language = useLanguage();
  const look = lookOf(entry);
  const facts = factsOf(entry);
  const told = shownFacts({ subject: entry.subject, facts }, { audit: texts, policy }, language);
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
        {told.length > 0 && <div className="tiny muted audit__facts">{told.join(' · ')}</div>}
        <div className="muted tiny">
          {entry.actorName ?? texts.market} · {moment(entry.atMs, language)} · {texts.row(entry.seq)}
        </div>
      </div>
    </article>
  );
}

function Subject({ entry }: { entry: AuditEntry }) {
  const { subjects } = useTexts('admin').audit;
  const settings: Record<string, { name: string }> = useTexts('policy').settings;
  const address = addressOf(entry);
  const [kind = '', id = ''] = entry.subject.split(/:(.*)/);
  // A change that was taken back is named by the number that it had been of.
  const setting = kind === 'policy' ? (settings[id] ?? settings[entry.subjectName ?? '']) : undefined;
  if (setting) return <span className="small">{setting.name}</span>;
  const name = entry.subjectName ?? shortened(id, 13, 6);
  const look = entry.subjectName ? undefined : 'mono';
  return (
    <span className="small">
      <span className="muted">{subjects[kind] ?? kind}</span>{' '}
      {address ? (
        <Link href={address} className={look}>
          {name}
        </Link>
      ) : (
        <span className={look}>{name}</span>
      )}
    </span>
  );
}

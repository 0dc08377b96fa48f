import { type AttestationFault, attestationText, type CheckLine, checkText } from '@spindle/shared/attestation';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { Icon } from '../../ui/index.ts';

interface CheckLinesProps {
  verdict: { ok: boolean; refusal: AttestationFault | null; lines: readonly CheckLine[] };
  /** What is said of something that has not the form it should have: whoever wrote it is asked, not a machine. */
  unreadable?: string;
}

/** Every check that was made here, line by line, and what it came to. */
export function CheckLines({ verdict: { ok, refusal, lines }, unreadable }: CheckLinesProps) {
  const texts = useTexts('seal').receipt;
  const language = useLanguage();
  return (
    <section className={ok ? 'checks' : 'checks checks--bad'} aria-label={texts.checks}>
      <div className="checks__head">
        <Icon name={ok ? 'seal' : 'warn'} />
        <h3 role="status">{ok ? texts.good : texts.bad}</h3>
      </div>
      {refusal && (
        <p className="small">
          {refusal.code === 'evidence_malformed' && unreadable ? unreadable : attestationText(refusal, language)}
        </p>
      )}
      <ul>
        {lines.map((line, index) => (
          <li key={`${line.check} ${String(index)}`} className="check" style={{ '--at': Math.min(index, 12) }}>
            <span className={line.ok === false ? 'bad' : line.ok ? 'good' : 'muted'}>
              <Icon name={line.ok === false ? 'close' : line.ok ? 'check' : 'info'} size={17} />
            </span>
            <span className={line.ok === null ? 'muted' : undefined}>
              {checkText(line.check, language)}
              {line.ok === null && ` · ${texts.notShown}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

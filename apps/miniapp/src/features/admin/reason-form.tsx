import { type ReasonUse, reasonsFor, reasonWords } from '@spindle/shared/reasons';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { ErrorNotice, LongTextField, MainAction } from '../../ui/index.ts';
import { isReason, LEAST_REASON_CHARS, MOST_REASON_CHARS, reasonChars } from './reason.ts';

interface ReasonFormProps {
  use: Exclude<ReasonUse, 'approve' | 'market'>;
  /** What the reasons' words are filled from, where it is known. */
  evidence?: ListingView['stateEvidence'];
  /** Nobody but admins reads it. */
  isForLog?: boolean;
  isBusy: boolean;
  error: unknown;
  onSend: (why: { code: string; reason?: string }) => void;
}

/** Why: a reason by code, which its reader reads in their own language, and free words beside it. */
export function ReasonForm({ use, evidence, isForLog = false, isBusy, error, onSend }: ReasonFormProps) {
  const { reason: texts } = useTexts('admin');
  const language = useLanguage();
  // What needs words of one's own comes last, and is never chosen beforehand.
  const codes = reasonsFor(use).toSorted((one, two) => Number(one === 'other') - Number(two === 'other'));
  const [code, setCode] = useState<string>(codes[0] ?? 'other');
  const [reason, setReason] = useState('');
  const isEnough = code !== 'other' || isReason(reason);
  const words = reason.trim();
  return (
    <>
      <fieldset className="templates">
        <legend className="field__label">{texts.codes}</legend>
        {codes.map((each) => (
          <button
            key={each}
            type="button"
            className="template"
            aria-pressed={code === each}
            onClick={() => setCode(each)}
          >
            {reasonWords(each, language)?.title}
          </button>
        ))}
      </fieldset>
      {!isForLog && <BothLanguages code={code} evidence={evidence} />}
      <LongTextField
        label={texts.label}
        placeholder={texts.hints[use]}
        rows={3}
        value={reason}
        onChange={(text) => setReason(text.slice(0, MOST_REASON_CHARS))}
        hint={
          <span className="line line--spread">
            <span>{isEnough ? (isForLog ? texts.logged : texts.shown) : texts.tooShort(LEAST_REASON_CHARS)}</span>
            <span>
              {reasonChars(reason)} / {MOST_REASON_CHARS}
            </span>
          </span>
        }
      />
      {error !== null && <ErrorNotice error={error} />}
      <MainAction
        label={texts.send}
        isEnabled={isEnough}
        isBusy={isBusy}
        onPress={() => onSend({ code, ...(words && { reason: words }) })}
      />
    </>
  );
}

/** The template as its reader will read it, in whichever language that is. */
function BothLanguages({ code, evidence }: { code: string; evidence: ListingView['stateEvidence'] | undefined }) {
  const { reason: texts } = useTexts('admin');
  return (
    <div className="stack" style={{ '--gap': '6px' }}>
      <span className="field__label">{texts.template}</span>
      {(['en', 'ru'] as const).map((language) => {
        const words = reasonWords(code, language, evidence);
        return (
          <p key={language} className="small quoted" lang={language}>
            {words?.text} {words?.next}
          </p>
        );
      })}
    </div>
  );
}

import { useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { ErrorNotice, LongTextField, MainAction } from '../../ui/index.ts';
import { isReason, LEAST_REASON_CHARS, MOST_REASON_CHARS, reasonChars } from './reason.ts';

interface ReasonFormProps {
  presets: readonly string[];
  isBusy: boolean;
  error: unknown;
  onSend: (reason: string) => void;
}

/** Why: chosen from what is often said, then in the admin's own words. The provider reads it as it is. */
export function ReasonForm({ presets, isBusy, error, onSend }: ReasonFormProps) {
  const { reason: texts } = useTexts('admin');
  const [reason, setReason] = useState('');
  const chars = reasonChars(reason);
  const isEnough = isReason(reason);
  return (
    <>
      <fieldset className="presets">
        <legend className="field__label">{texts.presets}</legend>
        {presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className="preset"
            aria-pressed={reason === preset}
            onClick={() => setReason(preset)}
          >
            {preset}
          </button>
        ))}
      </fieldset>
      <LongTextField
        label={texts.label}
        placeholder={texts.hint}
        rows={4}
        value={reason}
        onChange={(text) => setReason(text.slice(0, MOST_REASON_CHARS))}
        hint={
          <span className="line line--spread">
            <span>{isEnough ? texts.shown : texts.tooShort(LEAST_REASON_CHARS)}</span>
            <span className={isEnough ? 'good' : undefined}>
              {chars} / {isEnough ? MOST_REASON_CHARS : LEAST_REASON_CHARS}
            </span>
          </span>
        }
      />
      {error !== null && <ErrorNotice error={error} />}
      <MainAction label={texts.send} isEnabled={isEnough} isBusy={isBusy} onPress={() => onSend(reason.trim())} />
    </>
  );
}

import { reasonsFor, reasonWords } from '@spindle/shared/reasons';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { DisputeDetails } from '../../../lib/api/index.ts';
import { Chips } from '../../../ui/index.ts';

/** What becomes of the listing when its report is upheld; its owner reads the reason. */
export type TakeOff = { decision: 'pause' | 'reject'; code: string } | null;

const CHOICES: Record<string, readonly ('none' | 'pause' | 'reject')[]> = {
  live: ['none', 'pause', 'reject'],
  in_review: ['none', 'reject'],
  asked: ['none', 'reject'],
  paused: ['none', 'pause', 'reject'],
};

/** The reason that a report speaks of, where there is one. */
const LIKELY: Record<string, string> = { fake_hardware: 'hardware_mismatch', other_model: 'model_not_as_listed' };

interface TakeOffChoiceProps {
  state: NonNullable<DisputeDetails['listing']>['state'];
  report: string;
  value: TakeOff;
  onChange: (value: TakeOff) => void;
}

export function TakeOffChoice({ state, report, value, onChange }: TakeOffChoiceProps) {
  const { admin: texts } = useTexts('disputes');
  const language = useLanguage();
  const choices = CHOICES[state];
  if (!choices) return null;
  const choose = (decision: 'none' | 'pause' | 'reject') => {
    if (decision === 'none') return onChange(null);
    const codes: readonly string[] = reasonsFor(decision);
    const wanted = value?.code ?? LIKELY[report] ?? 'other';
    onChange({ decision, code: codes.includes(wanted) ? wanted : 'other' });
  };
  return (
    <>
      <span className="field__label">{texts.takeOff}</span>
      <Chips
        label={texts.takeOff}
        value={value?.decision ?? 'none'}
        options={choices.map((decision) => ({ value: decision, label: texts.takeOffs[decision] }))}
        onChange={choose}
      />
      {value && <span className="field__label">{texts.takeOffWhy}</span>}
      {value && (
        <Chips
          label={texts.takeOffWhy}
          value={value.code}
          options={reasonsFor(value.decision).map((code) => ({
            value: code,
            label: reasonWords(code, language)?.title ?? code,
          }))}
          onChange={(code) => onChange({ ...value, code })}
        />
      )}
    </>
  );
}

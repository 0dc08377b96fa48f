import { COIN } from '@spindle/shared';
import { useId } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { TextField } from '../../../ui/index.ts';
import { CAP_FIELDS, capOf, type KeyDraft } from './key-draft.ts';
import { LimitFields } from './limit-fields.tsx';
import './keys.css';

interface KeyFieldsProps {
  draft: KeyDraft;
  onChange: (draft: KeyDraft) => void;
}

/** A name and caps; what else a key may be limited in is folded away. */
export function KeyFields({ draft, onChange }: KeyFieldsProps) {
  const { keys: texts } = useTexts('build');
  return (
    <>
      <TextField
        label={texts.name}
        placeholder={texts.nameHint}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
        maxLength={60}
      />
      <CapFields draft={draft} onChange={onChange} />
      <LimitFields draft={draft} onChange={onChange} />
    </>
  );
}

function CapFields({ draft, onChange }: KeyFieldsProps) {
  const { keys: texts } = useTexts('build');
  const titleId = useId();
  const isWrong = CAP_FIELDS.some((field) => capOf(draft[field]) === 'wrong');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame that nobody asked for
    <div className="stack" style={{ '--gap': '6px' }} role="group" aria-labelledby={titleId}>
      <span id={titleId} className="field__label">
        {texts.caps(COIN.symbol)}
      </span>
      <div className="cap-fields">
        {CAP_FIELDS.map((field) => (
          <TextField
            key={field}
            label={texts.per[field]}
            inputMode="decimal"
            placeholder={texts.none}
            value={draft[field]}
            onChange={(text) => onChange({ ...draft, [field]: text })}
            isWrong={capOf(draft[field]) === 'wrong'}
          />
        ))}
      </div>
      <p className={isWrong ? 'field__hint field__hint--bad' : 'field__hint'} role={isWrong ? 'alert' : undefined}>
        {isWrong ? texts.capWrong : texts.capAbout}
      </p>
    </div>
  );
}

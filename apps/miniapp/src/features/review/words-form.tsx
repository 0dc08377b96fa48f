import { type ReactNode, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { Button, ErrorNotice, LongTextField } from '../../ui/index.ts';

/** What the broker demands; it checks by itself. */
const LEAST_CHARS = 10;
const MOST_CHARS = 1_000;

interface WordsFormProps {
  label: string;
  hint: string;
  send: string;
  isBusy: boolean;
  error: unknown;
  onSend: (words: string) => void;
  children?: ReactNode;
}

/** Something to say in free words: an answer, an appeal. */
export function WordsForm({ label, hint, send, isBusy, error, onSend, children }: WordsFormProps) {
  const { appeal: texts } = useTexts('review');
  const [words, setWords] = useState('');
  const isEnough = words.trim().length >= LEAST_CHARS;
  return (
    <div className="stack">
      {children}
      <LongTextField
        label={label}
        placeholder={hint}
        rows={4}
        value={words}
        onChange={(text) => setWords(text.slice(0, MOST_CHARS))}
        hint={isEnough ? `${words.trim().length} / ${MOST_CHARS}` : texts.least(LEAST_CHARS)}
      />
      {error !== null && <ErrorNotice error={error} />}
      <Button look="primary" isWide isBusy={isBusy} disabled={!isEnough} onClick={() => onSend(words.trim())}>
        {send}
      </Button>
    </div>
  );
}

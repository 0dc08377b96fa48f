import { type ReactNode, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { Button, ErrorNotice, LongTextField } from '../../ui/index.ts';

/** What the broker demands; it checks by itself. */
const LEAST_CHARS = 10;
const MOST_CHARS = 1_000;

interface WordsFormProps {
  label: string;
  /** Stands in the field while it is empty. */
  hint?: string;
  send: string;
  isBusy: boolean;
  error: unknown;
  /** As many as the broker takes. */
  mostChars?: number;
  onSend: (words: string) => void;
  /** What to know before one writes. */
  children?: ReactNode;
}

/** Something to say in free words: an answer, an appeal. What is typed stays when sending fails. */
export function WordsForm(props: WordsFormProps) {
  const { label, hint = '', send, isBusy, error, mostChars = MOST_CHARS, onSend, children } = props;
  const { appeal: texts } = useTexts('review');
  const [words, setWords] = useState('');
  const length = [...words.trim()].length;
  const isEnough = length >= LEAST_CHARS;
  return (
    <div className="stack">
      {children}
      <LongTextField
        label={label}
        placeholder={hint}
        rows={4}
        value={words}
        onChange={(text) => setWords([...text].slice(0, mostChars).join(''))}
        hint={isEnough ? `${length} / ${mostChars}` : texts.least(LEAST_CHARS)}
      />
      {error !== null && <ErrorNotice error={error} />}
      <Button look="primary" isWide isBusy={isBusy} disabled={!isEnough} onClick={() => onSend(words.trim())}>
        {send}
      </Button>
    </div>
  );
}

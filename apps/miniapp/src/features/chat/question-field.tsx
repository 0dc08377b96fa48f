import { useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/index.ts';

const MOST_HEIGHT_PX = 160;

/** Grows with what is written, to a limit. */
export function QuestionField(props: { draft: string; onDraft: (draft: string) => void; onSend: () => void }) {
  const texts = useTexts('chat');
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, MOST_HEIGHT_PX)}px`;
  }, [props.draft]);
  return (
    <textarea
      ref={field}
      rows={1}
      value={props.draft}
      placeholder={texts.placeholder}
      aria-label={texts.message}
      enterKeyHint="send"
      onChange={(event) => props.onDraft(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
        event.preventDefault();
        props.onSend();
      }}
    />
  );
}

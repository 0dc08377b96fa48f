import { type FormEvent, useEffect, useRef } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins, coinsInUsd } from '../../lib/format/index.ts';
import { closeKeyboard } from '../../lib/telegram/index.ts';
import { Icon } from '../../ui/index.ts';
import { stopAsking } from './ask-question.ts';
import { useConversation } from './conversation.ts';
import { PrivacyNotice } from './privacy-notice.tsx';
import type { Asking } from './use-asking.ts';
import './composer.css';

interface ComposerProps {
  asking: Asking;
  draft: string;
  onDraft: (draft: string) => void;
  isRunning: boolean;
}

const MOST_HEIGHT_PX = 160;

/** Where the question is written, with who will be able to read it and what it may cost. */
export function Composer({ asking, draft, onDraft, isRunning }: ComposerProps) {
  const texts = useTexts('chat');
  const { told } = useConversation();
  const question = draft.trim();
  const canSend = question !== '' && !isRunning && asking.isReady;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!canSend) return;
    closeKeyboard();
    onDraft('');
    asking.ask(question);
  };
  return (
    <form className="composer" onSubmit={send}>
      {!told.includes(asking.tier) && !isRunning && asking.isReady && <PrivacyNotice tier={asking.tier} />}
      <HoldLine asking={asking} question={question} />
      <div className="composer__box">
        <QuestionField draft={draft} onDraft={onDraft} onSend={send} />
        {isRunning ? (
          <button key="stop" type="button" className="composer__button" aria-label={texts.stop} onClick={stopAsking}>
            <Icon name="stop" size={22} />
          </button>
        ) : (
          <button
            key="send"
            type="submit"
            className="composer__button"
            aria-label={texts.send}
            disabled={!canSend}
            onMouseDown={keepFocus}
          >
            <Icon name="send" size={22} />
          </button>
        )}
      </div>
    </form>
  );
}

/**
 * Pressing the button must not take the focus from the field: the keyboard would go, the page grow, and the finger
 * come up beside the button.
 */
const keepFocus = (event: { preventDefault(): void }): void => event.preventDefault();

/** What will be set aside, before it is. */
function HoldLine({ asking, question }: { asking: Asking; question: string }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const { rate, spending } = asking;
  if (!asking.isReady || !rate) return <p className="composer__hold"> </p>;
  const holdNano = asking.holdNano(question);
  if (holdNano === null) return <p className="composer__hold">{texts.nobodyOnline}</p>;
  const capNano = spending?.capAnswerNano ?? null;
  if (capNano !== null && holdNano > capNano) {
    const overCap = texts.overCap(coins(holdNano, language), coins(capNano, language));
    return <p className="composer__hold composer__hold--over">{overCap}</p>;
  }
  const said = asking.isSigned(holdNano) ? texts.signs : texts.holds;
  return <p className="composer__hold">{said(coins(holdNano, language), coinsInUsd(holdNano, rate, language))}</p>;
}

function QuestionField(props: { draft: string; onDraft: (draft: string) => void; onSend: () => void }) {
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

import { type FormEvent, useEffect, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import type { ModelCard } from '../../lib/api/index.ts';
import { closeKeyboard } from '../../lib/telegram/index.ts';
import { Icon } from '../../ui/index.ts';
import { AttachButton, Attached } from './attach/attach.tsx';
import { changeConversation, stopHere, useConversation } from './conversation.ts';
import { HoldLine } from './hold-line.tsx';
import { PrivacyNotice } from './privacy-notice.tsx';
import { QuestionField } from './question-field.tsx';
import { SealLine } from './seal/seal-line.tsx';
import type { Turn } from './turn.ts';
import type { Asking } from './use-asking.ts';
import { VoiceButton } from './voice/voice-button.tsx';
import './composer.css';

interface ComposerProps {
  asking: Asking;
  model: ModelCard;
  /** The question that is being written anew; it and what came after it are replaced. */
  edited: Turn | null;
  onEdited: () => void;
  isRunning: boolean;
  /** Opens what is chosen of the seal. */
  onSeal: () => void;
  /** Opens the microphone; null where nobody could write down what is said. */
  onVoice: (() => void) | null;
}

/** Where the question is written, with who will be able to read it and what it may cost. */
export function Composer({ asking, model, edited, onEdited, isRunning, onSeal, onVoice }: ComposerProps) {
  const texts = useTexts('chat');
  const { told, draft } = useConversation();
  const [images, setImages] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!edited) return;
    write(edited.question);
    setImages(edited.images ?? []);
  }, [edited]);
  const question = { text: draft.trim(), images };
  const canSend = question.text !== '' && !isRunning && asking.isReady;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!canSend) return;
    closeKeyboard();
    write('');
    setImages([]);
    onEdited();
    asking.ask(question, edited ? { turn: edited } : undefined);
  };
  return (
    <form className="composer" onSubmit={send}>
      {!told.includes(asking.tier) && !isRunning && asking.isReady && <PrivacyNotice tier={asking.tier} />}
      {edited && <Editing onCancel={onEdited} />}
      <Attached images={images} onChange={setImages} />
      <SealLine onPress={onSeal} />
      <HoldLine asking={asking} question={question} />
      <div className="composer__box">
        {model.abilities.includes('vision') && <AttachButton images={images} onChange={setImages} />}
        <QuestionField draft={draft} onDraft={write} onSend={send} />
        {isRunning ? (
          <button key="stop" type="button" className="composer__button" aria-label={texts.stop} onClick={stopHere}>
            <Icon name="stop" size={22} />
          </button>
        ) : onVoice && draft === '' ? (
          <VoiceButton onPress={onVoice} />
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

/** Kept with the conversation: what was half written is there when the app is opened again. */
const write = (draft: string): void => changeConversation((before) => ({ ...before, draft }));

/**
 * Pressing the button must not take the focus from the field: the keyboard would go, the page grow, and the finger
 * come up beside the button.
 */
const keepFocus = (event: { preventDefault(): void }): void => event.preventDefault();

function Editing({ onCancel }: { onCancel: () => void }) {
  const texts = useTexts('chat');
  const { actions } = useTexts('core');
  const cancel = () => {
    write('');
    onCancel();
  };
  return (
    <div className="composer__editing small">
      <span className="grow">{texts.editing}</span>
      <button type="button" className="button button--plain button--small" onClick={cancel}>
        {actions.cancel}
      </button>
    </div>
  );
}

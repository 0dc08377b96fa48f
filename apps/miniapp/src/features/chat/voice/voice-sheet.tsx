import { useCallback, useEffect, useRef, useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ModelCard } from '../../../lib/api/index.ts';
import { coins, coinsInUsd } from '../../../lib/format/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { Button, ErrorNotice, MainAction, Sheet } from '../../../ui/index.ts';
import { changeConversation, useConversation } from '../conversation.ts';
import { PrivacyNotice } from '../privacy-notice.tsx';
import { type Listening, MOST_SECONDS, useListening } from './use-listening.ts';
import { type Heard, SHOWN_LEVELS, useRecording } from './use-recording.ts';
import { toBase64, writeDown } from './write-down.ts';
import './voice.css';

interface VoiceSheetProps {
  /** The model that writes down what is said. */
  model: ModelCard;
  onClose: () => void;
}

/** A question that is spoken: recorded on this device, written down by a machine, and then the person's to change and send. */
export default function VoiceSheet({ model, onClose }: VoiceSheetProps) {
  const { voice } = useTexts('chat');
  // Each try opens the microphone anew.
  const [tries, setTries] = useState(1);
  return (
    <Sheet title={voice.title} onClose={onClose}>
      <Try key={tries} model={model} onClose={onClose} onAgain={() => setTries(tries + 1)} />
    </Sheet>
  );
}

function Try({ model, onClose, onAgain }: VoiceSheetProps & { onAgain: () => void }) {
  const { voice } = useTexts('chat');
  const listening = useListening(model);
  const isOver = useRef(false);
  const [isAtEnd, setIsAtEnd] = useState(false);
  const heard = useRecording(useCallback(() => setIsAtEnd(true), []));
  const [sound, setSound] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const finish = async () => {
    if (isOver.current) return;
    isOver.current = true;
    haptic.tap();
    await heard
      .finish()
      .then((wav) => setSound(toBase64(wav)))
      .catch(setError);
  };
  useEffect(() => {
    if (isAtEnd) void finish();
  });
  if (sound !== null)
    return <Writing sound={sound} model={model} listening={listening} onClose={onClose} onAgain={onAgain} />;
  const failure = heard.error ?? error;
  if (failure) return <ErrorNotice error={failure} onRetry={onAgain} />;
  return (
    <>
      <Meter heard={heard} />
      <About model={model} listening={listening} />
      <MainAction
        label={voice.done}
        isEnabled={heard.state === 'open' && listening.holdNano !== null}
        isBusy={heard.state === 'closed'}
        onPress={() => void finish()}
      />
    </>
  );
}

/** How long it has been listened, how loud it is, and how much time is left. */
function Meter({ heard: { state, elapsedMs, levels } }: { heard: Heard }) {
  const { voice } = useTexts('chat');
  const seconds = Math.floor(elapsedMs / 1_000);
  const shown = [...Array.from({ length: SHOWN_LEVELS - levels.length }, () => 0), ...levels];
  return (
    <div className="voice">
      <div className="voice__levels" aria-hidden="true">
        {shown.map((level, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row, whatever stands there
          <span key={at} style={{ '--level': level }} />
        ))}
      </div>
      <p className="voice__time" role="timer">
        {state === 'opening' ? voice.opening : voice.time(seconds, MOST_SECONDS)}
      </p>
    </div>
  );
}

/** Who hears it, and what that may cost. */
function About({ model, listening: { tier, holdNano, rate } }: { model: ModelCard; listening: Listening }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  const { told } = useConversation();
  const cost =
    holdNano !== null && rate && texts.holds(coins(holdNano, language), coinsInUsd(holdNano, rate, language));
  return (
    <div className="stack" style={{ '--gap': '6px' }}>
      {!told.includes(tier) && <PrivacyNotice tier={tier} />}
      <p className="muted small">{texts.voice.about(model.name)}</p>
      <p className="composer__hold">{cost || ' '}</p>
    </div>
  );
}

interface WritingProps extends VoiceSheetProps {
  /** A WAV file as base64. */
  sound: string;
  listening: Listening;
  onAgain: () => void;
}

/** What a machine makes of it comes word by word, and goes into the question's field when it is whole. */
function Writing({ sound, model, listening, onClose, onAgain }: WritingProps) {
  const { voice } = useTexts('chat');
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const asked = useRef(-1);
  const stop = useRef<AbortController>(new AbortController());
  useEffect(() => {
    if (asked.current === tries) return;
    const request = listening.requestFor(voice.wish, sound);
    if (!request) return;
    asked.current = tries;
    stop.current = new AbortController();
    writeDown(request, stop.current.signal, setText)
      .then(({ text: written, costNano }) => {
        haptic.success();
        changeConversation((before) => ({
          ...before,
          draft: [before.draft.trim(), written].filter(Boolean).join(' '),
          voiceNano: (before.voiceNano ?? 0n) + costNano,
          told: [...new Set([...before.told, listening.tier])],
        }));
        onClose();
      })
      .catch((failure: unknown) => {
        if (stop.current.signal.aborted) return;
        haptic.failure();
        setError(failure);
      });
  }, [listening, sound, tries, voice.wish, onClose]);
  // Whoever closes the sheet wants it no more: nothing is billed that has not come.
  useEffect(() => () => stop.current.abort(), []);
  const tryAgain = () => {
    setError(null);
    setText('');
    setTries(tries + 1);
  };
  if (error) {
    const again = (
      <Button size="small" look="plain" onClick={onAgain}>
        {voice.again}
      </Button>
    );
    return <ErrorNotice error={error} onRetry={tryAgain} actions={again} />;
  }
  return (
    <div className="voice" aria-live="polite">
      <p className="line muted">
        <span className="spinner" /> {voice.writing(model.name)}
      </p>
      {text && <p className="voice__text">{text}</p>}
    </div>
  );
}

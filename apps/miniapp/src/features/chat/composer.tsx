import { nanoToUsd } from '@spindle/shared';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ModelCard, trpc, useConfig } from '../../lib/api/index.ts';
import { coins, usd } from '../../lib/format/index.ts';
import { closeKeyboard, haptic } from '../../lib/telegram/index.ts';
import { Icon } from '../../ui/index.ts';
import { askQuestion, stopAsking } from './ask-question.ts';
import { type Choice, maxOutputTokens } from './choice.ts';
import { changeConversation, useConversation } from './conversation.ts';
import { eligibleOffers, estimateHoldNano } from './cost.ts';
import { messagesToSend } from './history.ts';
import { PrivacyNotice } from './privacy-notice.tsx';
import type { Turn } from './turn.ts';
import { weakestTier } from './weakest-tier.ts';

interface ComposerProps {
  model: ModelCard;
  choice: Choice;
  draft: string;
  onDraft: (draft: string) => void;
  isRunning: boolean;
  turns: Turn[];
}

const MOST_HEIGHT_PX = 160;

export function Composer({ model, choice, draft, onDraft, isRunning, turns }: ComposerProps) {
  const texts = useTexts('chat');
  const { told } = useConversation();
  const { config, rate } = useConfig();
  const market = useQuery(trpc.market.model.queryOptions({ modelId: model.modelId }));
  const offers = eligibleOffers({ offers: market.data?.offers ?? [], ...choice });
  const tier = weakestTier(offers, choice.tier);
  const room = {
    contextLength: model.contextLength,
    maxOutputTokens: maxOutputTokens(choice.length, model.contextLength),
  };
  const messages = messagesToSend(turns, draft.trim(), room);
  const canSend = draft.trim() !== '' && !isRunning && config !== null;
  const holdNano =
    rate &&
    estimateHoldNano({ offers, messages, microUsdPerCoin: rate, ...choice, maxOutputTokens: room.maxOutputTokens });

  const send = (event?: FormEvent) => {
    event?.preventDefault();
    if (!canSend) return;
    const { policy, listingId } = choice;
    const ask = { question: draft.trim(), messages, modelId: model.modelId, policy, listingId, config };
    closeKeyboard();
    haptic.tap();
    onDraft('');
    changeConversation((before) => ({ ...before, told: [...new Set([...before.told, tier])] }));
    void askQuestion({ ...ask, tier: choice.tier, maxOutputTokens: room.maxOutputTokens });
  };

  return (
    <form className="composer" onSubmit={send}>
      {!told.includes(tier) && !isRunning && market.data && <PrivacyNotice tier={tier} />}
      <HoldLine holdNano={holdNano ?? null} rate={rate} isReady={market.data !== undefined && rate !== null} />
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
function HoldLine({ holdNano, rate, isReady }: { holdNano: bigint | null; rate: bigint | null; isReady: boolean }) {
  const texts = useTexts('chat');
  const language = useLanguage();
  if (!isReady || !rate) return <p className="composer__hold"> </p>;
  return (
    <p className="composer__hold">
      {holdNano === null
        ? texts.nobodyOnline
        : texts.holds(coins(holdNano, language), usd(nanoToUsd(holdNano, rate), language))}
    </p>
  );
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

import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, use, useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { type ModelCard, trpc } from '../../lib/api/index.ts';
import { useIsWide } from '../../lib/wide.ts';
import { Button, ErrorNotice, IconButton, Notice, Page, Skeleton } from '../../ui/index.ts';
import { choiceFromSearch, modelToAsk } from './choice.ts';
import { ChoiceSheet } from './choice-sheet.tsx';
import { Composer } from './composer.tsx';
import {
  changeConversation,
  conversation,
  conversationsHere,
  startConversation,
  useConversation,
  useIsFull,
} from './conversation.ts';
import { ConversationCost } from './conversation-cost.tsx';
import { EmptyChat } from './empty-chat.tsx';
import { AfterGift } from './gift/after-gift.tsx';
import { ModelButton } from './model-button.tsx';
import type { PresetName } from './presets/presets.ts';
import { isRunning, type Turn } from './turn.ts';
import { TurnView } from './turn-view.tsx';
import { type Asking, useAsking } from './use-asking.ts';
import { useFollowEnd } from './use-follow-end.ts';
import { canRecord } from './voice/record.ts';
import { whoListens } from './voice/who-listens.ts';
import './chat.css';

const ConversationList = lazy(() => import('./keep/conversation-list.tsx'));
const ConversationsSheet = lazy(() => import('./keep/conversations-sheet.tsx'));
const PresetSheet = lazy(() => import('./presets/preset-sheet.tsx'));
const VoiceSheet = lazy(() => import('./voice/voice-sheet.tsx'));
const REFRESH_MS = 20_000;

type Open = 'choice' | 'conversations' | 'voice' | PresetName | null;

/** Otherwise the first visit would show a skeleton, which React keeps for a third of a second. */
export const prepare = conversationsHere;

export default function ChatPage() {
  const { isLasting } = use(conversationsHere());
  const texts = useTexts('chat');
  const { turns, choice } = useConversation();
  const models = useQuery(trpc.market.models.queryOptions({}, { refetchInterval: REFRESH_MS }));
  const isFull = useIsFull();
  const [open, setOpen] = useState<Open>(null);
  const [edited, setEdited] = useState<Turn | null>(null);
  // Who listens stays the same while the sheet is open, whoever comes or goes meanwhile.
  const [heardBy, setHeardBy] = useState<ModelCard | null>(null);
  const close = () => setOpen(null);
  const isWide = useIsWide();
  const toList = () => setOpen('conversations');
  useChoiceOfLink();
  useFollowEnd(turns.length);
  const model = modelToAsk(choice, models.data ?? []);
  const asking = useAsking(model);
  const listener = useListener(model, models.data ?? [], asking);
  const openVoice = (by: ModelCard) => {
    setHeardBy(by);
    setOpen('voice');
  };
  const running = turns.some(({ answer }) => isRunning(answer));
  return (
    <>
      <Page title={texts.title} aside={!running && <Aside onList={isWide ? null : toList} />} isWide={isWide}>
        <div className="chat">
          <div className="chat__talk">
            <ModelButton model={model} choice={choice} isLoading={models.isPending} onPress={() => setOpen('choice')} />
            {models.error && <ErrorNotice error={models.error} onRetry={() => models.refetch()} />}
            {models.data && !model && <Notice tone="warn">{texts.nobodySells}</Notice>}
            {!isLasting && <Notice tone="warn">{texts.notKept}</Notice>}
            {isFull && <NoRoom onList={toList} />}
            {turns.length === 0 && <EmptyChat onPick={setOpen} />}
            <div className="turns" role="log" aria-label={texts.conversation}>
              {turns.map((turn, at) => (
                <TurnView
                  key={turn.id}
                  turn={turn}
                  isLast={at === turns.length - 1}
                  isBusy={running}
                  asking={asking}
                  onEdit={() => setEdited(turn)}
                />
              ))}
            </div>
            <ConversationCost rate={asking.rate} />
            <AfterGift asking={asking} turns={turns} />
            {model && (
              <Composer
                asking={asking}
                model={model}
                edited={edited}
                onEdited={() => setEdited(null)}
                isRunning={running}
                onSeal={() => setOpen('choice')}
                onVoice={listener && (() => openVoice(listener))}
              />
            )}
          </div>
          {isWide && (
            <aside className="chat__list" aria-label={texts.kept.title}>
              <h2 className="title">{texts.kept.title}</h2>
              <Suspense fallback={<Skeleton height={180} />}>
                <ConversationList isBusy={running} />
              </Suspense>
            </aside>
          )}
        </div>
      </Page>
      {open === 'choice' && <ChoiceSheet models={models.data ?? []} model={model} onClose={close} />}
      <Suspense>
        {open === 'conversations' && <ConversationsSheet onClose={close} />}
        {open === 'voice' && heardBy && <VoiceSheet model={heardBy} onClose={close} />}
        {isPreset(open) && <PresetSheet preset={open} asking={asking} onClose={close} />}
      </Suspense>
    </>
  );
}

const isPreset = (open: Open): open is PresetName =>
  open !== null && open !== 'choice' && open !== 'conversations' && open !== 'voice';

/** Who could write down what this person speaks. Not for those whose question the market pays: it pays for one answer, not two. */
function useListener(
  model: ModelCard | null,
  models: readonly ModelCard[],
  { gift, spending }: Asking,
): ModelCard | null {
  return spending !== null && gift === null && canRecord() ? whoListens(model, models) : null;
}

/** The phone's storage is full: what is said now is not written down. */
function NoRoom({ onList }: { onList: () => void }) {
  const { kept } = useTexts('chat');
  return (
    <Notice
      tone="warn"
      title={kept.full}
      actions={
        <Button size="small" look="soft" onClick={onList}>
          {kept.title}
        </Button>
      }
    >
      {kept.fullAbout}
    </Notice>
  );
}

/** What was asked before, where it does not stand beside, and a new beginning. */
function Aside({ onList }: { onList: (() => void) | null }) {
  const texts = useTexts('chat');
  const { turns } = useConversation();
  return (
    <div className="line">
      {onList && <IconButton icon="clock" label={texts.kept.title} onPress={onList} />}
      {turns.length > 0 && <IconButton icon="plus" label={texts.newChat} onPress={startConversation} />}
    </div>
  );
}

/** A link from the market says whom to ask; once taken up, it leaves the address. */
function useChoiceOfLink(): void {
  const [search, setSearch] = useSearchParams();
  useEffect(() => {
    const linked = choiceFromSearch(search, conversation().choice);
    if (!linked) return;
    changeConversation((before) => ({ ...before, choice: linked }));
    setSearch({}, { replace: true });
  }, [search, setSearch]);
}

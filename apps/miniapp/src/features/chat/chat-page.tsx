import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { ErrorNotice, IconButton, Notice, Page } from '../../ui/index.ts';
import { choiceFromSearch, modelToAsk } from './choice.ts';
import { ChoiceSheet } from './choice-sheet.tsx';
import { Composer } from './composer.tsx';
import { changeConversation, clearConversation, conversation, useConversation } from './conversation.ts';
import { EmptyChat } from './empty-chat.tsx';
import { ModelButton } from './model-button.tsx';
import { isRunning } from './turn.ts';
import { TurnView } from './turn-view.tsx';
import { useAsking } from './use-asking.ts';
import { useFollowEnd } from './use-follow-end.ts';
import './chat.css';

const REFRESH_MS = 20_000;

export default function ChatPage() {
  const texts = useTexts('chat');
  const { turns, choice } = useConversation();
  const models = useQuery(trpc.market.models.queryOptions({}, { refetchInterval: REFRESH_MS }));
  const [isChoosing, setIsChoosing] = useState(false);
  const [draft, setDraft] = useState('');
  useChoiceOfLink();
  useFollowEnd(turns.length);
  const model = modelToAsk(choice, models.data ?? []);
  const asking = useAsking(model);
  const running = turns.some(({ answer }) => isRunning(answer));
  return (
    <>
      <Page
        title={texts.title}
        aside={
          turns.length > 0 && !running && <IconButton icon="plus" label={texts.newChat} onPress={clearConversation} />
        }
      >
        <ModelButton model={model} choice={choice} isLoading={models.isPending} onPress={() => setIsChoosing(true)} />
        {models.error && <ErrorNotice error={models.error} onRetry={() => models.refetch()} />}
        {models.data && !model && <Notice tone="warn">{texts.nobodySells}</Notice>}
        {turns.length === 0 && <EmptyChat onPick={setDraft} />}
        <div className="turns" role="log" aria-label={texts.conversation}>
          {turns.map((turn) => (
            <TurnView key={turn.id} turn={turn} onAskAgain={() => asking.ask(turn.question, turn)} />
          ))}
        </div>
        {model && <Composer asking={asking} draft={draft} onDraft={setDraft} isRunning={running} />}
      </Page>
      {isChoosing && <ChoiceSheet models={models.data ?? []} model={model} onClose={() => setIsChoosing(false)} />}
    </>
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

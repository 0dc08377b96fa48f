import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { coins, moment } from '../../../lib/format/index.ts';
import { Button, Card, ErrorNotice, IconButton, Notice, Skeleton } from '../../../ui/index.ts';
import {
  conversation,
  conversationsHere,
  KEPT_KEY,
  removeConversations,
  showConversation,
  useConversation,
} from '../conversation.ts';
import { ExportButton } from './export-button.tsx';
import type { ConversationHead } from './vault.ts';

/**
 * Everything that was asked on this device: to go on with, to take along, to delete.
 * @param isBusy while an answer comes none may be left, and none deleted.
 * @param onOpened called when one is chosen.
 */
export default function ConversationList({ isBusy = false, onOpened }: { isBusy?: boolean; onOpened?: () => void }) {
  const { kept: texts } = useTexts('chat');
  const queries = useQueryClient();
  const here = useConversation().id;
  const heads = useQuery({ queryKey: KEPT_KEY, queryFn: async () => (await conversationsHere()).heads(), gcTime: 0 });
  const open = async (id: string) => {
    if (id !== conversation().id) await showConversation(id);
    onOpened?.();
  };
  const remove = useMutation({
    mutationFn: removeConversations,
    onSuccess: () => queries.invalidateQueries({ queryKey: KEPT_KEY }),
  });
  return (
    <>
      <Notice icon="seal">{texts.about}</Notice>
      {heads.error && <ErrorNotice error={heads.error} onRetry={() => heads.refetch()} />}
      {heads.isPending && <Skeleton height={180} />}
      {heads.data?.length === 0 && <p className="muted">{texts.none}</p>}
      {heads.data && heads.data.length > 0 && (
        <>
          <Card isFlush>
            {heads.data.map((head) => (
              <HeadRow
                key={head.id}
                head={head}
                isHere={head.id === here}
                isBusy={isBusy}
                onOpen={() => void open(head.id)}
                onRemove={() => remove.mutate([head.id])}
              />
            ))}
          </Card>
          <div className="line line--wrap">
            <ExportButton />
            <RemoveAll isBusy={isBusy} onRemove={() => remove.mutate(heads.data.map(({ id }) => id))} />
          </div>
        </>
      )}
    </>
  );
}

interface HeadRowProps {
  head: ConversationHead;
  isHere: boolean;
  isBusy: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function HeadRow(props: HeadRowProps) {
  const { kept: texts } = useTexts('chat');
  const language = useLanguage();
  const [isAsked, setIsAsked] = useState(false);
  const { title, changedMs, questions, costNano } = props.head;
  return (
    <div className="row">
      <button
        type="button"
        className="kept__open grow"
        aria-current={props.isHere}
        disabled={props.isBusy}
        onClick={props.onOpen}
      >
        <span className="cut" dir="auto">
          {title || texts.untitled}
        </span>
        <span className="muted tiny">
          {moment(changedMs, language)} · {texts.questions(questions)}
          {costNano > 0n && ' · '}
          {costNano > 0n && <span className="unbroken">{coins(costNano, language)}</span>}
        </span>
      </button>
      {isAsked ? (
        <Button size="small" look="danger" disabled={props.isBusy} onClick={props.onRemove}>
          {texts.removeSurely}
        </Button>
      ) : (
        <IconButton icon="close" label={texts.remove(title || texts.untitled)} onPress={() => setIsAsked(true)} />
      )}
    </div>
  );
}

function RemoveAll({ isBusy, onRemove }: { isBusy: boolean; onRemove: () => void }) {
  const { kept: texts } = useTexts('chat');
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Button size="small" look="danger" disabled={isBusy} onClick={() => (isAsked ? onRemove() : setIsAsked(true))}>
      {isAsked ? texts.removeAllSurely : texts.removeAll}
    </Button>
  );
}

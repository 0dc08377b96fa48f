import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { Button, Card, ChoiceField, CopyButton, ErrorNotice, Notice, Sheet } from '../../../ui/index.ts';
import { NodeTitle } from './node-condition.tsx';
import type { OwnNode } from './own-node.ts';

interface NodeSheetProps {
  node: OwnNode;
  listingId: string;
  onClose: () => void;
}

/** Moves a machine to another listing of its owner, or takes it off for good. */
export default function NodeSheet({ node, listingId, onClose }: NodeSheetProps) {
  const { machines: texts } = useTexts('earn').console;
  const queries = useQueryClient();
  const onSuccess = async () => {
    haptic.success();
    await queries.invalidateQueries({ queryKey: trpc.earn.pathKey() });
    onClose();
  };
  const move = useMutation(trpc.console.moveNode.mutationOptions({ onSuccess }));
  const retire = useMutation(trpc.console.retireNode.mutationOptions({ onSuccess }));
  const error = move.error ?? retire.error;
  return (
    <Sheet title={texts.manageTitle} onClose={onClose}>
      <Card>
        <NodeTitle node={node} />
        <div className="line line--spread">
          <span className="mono tiny muted">{node.nodeId}</span>
          <CopyButton text={node.nodeId} isIcon />
        </div>
      </Card>
      <MoveCard
        listingId={listingId}
        isBusy={move.isPending}
        onMove={(to) => move.mutate({ nodeId: node.nodeId, listingId: to })}
      />
      <Retire isBusy={retire.isPending} onRetire={() => retire.mutate({ nodeId: node.nodeId })} />
      {error && <ErrorNotice error={error} />}
    </Sheet>
  );
}

interface MoveCardProps {
  listingId: string;
  isBusy: boolean;
  onMove: (listingId: string) => void;
}

function MoveCard({ listingId, isBusy, onMove }: MoveCardProps) {
  const { machines: texts } = useTexts('earn').console;
  const listings = useQuery(trpc.earn.listings.queryOptions());
  const [chosen, setChosen] = useState('');
  const others = (listings.data ?? []).filter(
    (it) => it.listingId !== listingId && it.state !== 'withdrawn' && it.state !== 'rejected',
  );
  const target = others.find((it) => it.listingId === chosen) ?? others[0];
  return (
    <Card>
      <div className="stack">
        <h3>{texts.move}</h3>
        {target ? (
          <>
            <ChoiceField
              label={texts.moveTo}
              value={target.listingId}
              groups={[
                { label: texts.moveTo, options: others.map((it) => ({ value: it.listingId, label: it.title })) },
              ]}
              onChange={setChosen}
              hint={texts.moveAbout}
            />
            <Button isWide isBusy={isBusy} onClick={() => onMove(target.listingId)}>
              {texts.moveNow}
            </Button>
          </>
        ) : (
          <p className="muted small">{texts.noOther}</p>
        )}
      </div>
    </Card>
  );
}

function Retire({ isBusy, onRetire }: { isBusy: boolean; onRetire: () => void }) {
  const { machines: texts } = useTexts('earn').console;
  const { actions } = useTexts('core');
  const [isSure, setIsSure] = useState(false);
  if (!isSure) {
    return (
      <Button look="danger" isWide onClick={() => setIsSure(true)}>
        {texts.retire}
      </Button>
    );
  }
  return (
    <Notice
      tone="bad"
      icon="warn"
      title={texts.retireSure}
      actions={
        <>
          <Button size="small" look="danger" isBusy={isBusy} onClick={onRetire}>
            {texts.retireNow}
          </Button>
          <Button size="small" onClick={() => setIsSure(false)}>
            {actions.cancel}
          </Button>
        </>
      }
    >
      {texts.retireAbout}
    </Notice>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type ListingView, trpc } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { Card, ChoiceField, ErrorNotice, MainAction, Sheet, TextField } from '../../../ui/index.ts';
import { firstWindow, momentOf } from './window-draft.ts';

/** Plans a time in which the listing, or one machine, rests. */
export default function PlanSheet({ listing, onClose }: { listing: ListingView; onClose: () => void }) {
  const { plan: texts } = useTexts('earn').console;
  const { listingId, nodes } = listing;
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => ({ ...firstWindow(Date.now()), nodeId: '' }));
  const fromMs = momentOf(draft.from);
  const toMs = momentOf(draft.to);
  const isRight = fromMs !== null && toMs !== null && toMs > fromMs;
  const plan = useMutation(
    trpc.console.planWindow.mutationOptions({
      onSuccess: (windows) => {
        haptic.success();
        queries.setQueryData(trpc.console.windows.queryKey({ listingId }), windows);
        void queries.invalidateQueries({ queryKey: trpc.earn.pathKey() });
        onClose();
      },
      onError: () => haptic.failure(),
    }),
  );
  const options = [
    { value: '', label: texts.whole },
    ...nodes.map(({ nodeId }) => ({ value: nodeId, label: texts.machine(shortened(nodeId, 4, 4)) })),
  ];
  const time = (name: 'from' | 'to') => (
    <TextField
      label={texts[name]}
      type="datetime-local"
      value={draft[name]}
      onChange={(value) => setDraft({ ...draft, [name]: value })}
      isWrong={name === 'to' && !isRight}
      fault={name === 'to' && !isRight ? texts.wrong : null}
    />
  );
  return (
    <Sheet title={texts.add} onClose={onClose}>
      <Card>
        <div className="stack" style={{ '--gap': '16px' }}>
          <ChoiceField
            label={texts.what}
            value={draft.nodeId}
            groups={[{ label: texts.what, options }]}
            onChange={(nodeId) => setDraft({ ...draft, nodeId })}
          />
          {time('from')}
          {time('to')}
          <p className="muted small">{texts.note}</p>
        </div>
      </Card>
      {plan.error && <ErrorNotice error={plan.error} />}
      <MainAction
        label={texts.save}
        isEnabled={isRight}
        isBusy={plan.isPending}
        onPress={() =>
          isRight && plan.mutate({ listingId, fromMs, toMs, ...(draft.nodeId !== '' && { nodeId: draft.nodeId }) })
        }
      />
    </Sheet>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type KeyView, trpc } from '../../lib/api/index.ts';
import { coins, moment } from '../../lib/format/index.ts';
import { Button, Card, ErrorNotice, Notice, Row, Sheet } from '../../ui/index.ts';

/** One key: what it is, and the way to end it. */
export function KeySheet({ view, onClose }: { view: KeyView; onClose: () => void }) {
  const { keys: texts } = useTexts('build');
  const { actions } = useTexts('core');
  const language = useLanguage();
  const queries = useQueryClient();
  const [isSure, setIsSure] = useState(false);
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.keys.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <Sheet title={view.name} onClose={onClose}>
      <Card isFlush>
        <Row title={texts.key} end={<span className="mono small">{view.prefix}…</span>} />
        <Row title={texts.spent} end={coins(view.spentNano, language)} />
        <Row title={texts.cap} end={view.capNano === null ? texts.noCap : coins(view.capNano, language)} />
        <Row title={texts.madeAt} end={moment(view.createdAt, language)} />
      </Card>
      {revoke.error && <ErrorNotice error={revoke.error} />}
      {isSure ? (
        <Notice
          tone="bad"
          icon="warn"
          title={texts.revokeSure}
          actions={
            <>
              <Button
                size="small"
                look="danger"
                isBusy={revoke.isPending}
                onClick={() => revoke.mutate({ id: view.id })}
              >
                {texts.revokeNow}
              </Button>
              <Button size="small" onClick={() => setIsSure(false)}>
                {actions.cancel}
              </Button>
            </>
          }
        >
          {texts.revokeAbout}
        </Notice>
      ) : (
        <Button look="danger" isWide onClick={() => setIsSure(true)}>
          {texts.revoke}
        </Button>
      )}
    </Sheet>
  );
}

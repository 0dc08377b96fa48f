import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, ErrorNotice, Notice } from '../../../ui/index.ts';
import { useKeyChange } from './use-key-change.ts';

/** One tap, and one more to be sure: there is no way back. */
export function RevokeKey({ id, onDone }: { id: string; onDone: () => void }) {
  const { keys: texts } = useTexts('build');
  const { actions } = useTexts('core');
  const [isSure, setIsSure] = useState(false);
  const noteChange = useKeyChange();
  const revoke = useMutation(
    trpc.keys.revoke.mutationOptions({
      onSuccess: async () => {
        await noteChange();
        onDone();
      },
    }),
  );
  if (!isSure) {
    return (
      <Button look="danger" isWide onClick={() => setIsSure(true)}>
        {texts.revoke}
      </Button>
    );
  }
  const buttons = (
    <>
      <Button size="small" look="danger" isBusy={revoke.isPending} onClick={() => revoke.mutate({ id })}>
        {texts.revokeNow}
      </Button>
      <Button size="small" onClick={() => setIsSure(false)}>
        {actions.cancel}
      </Button>
    </>
  );
  return (
    // It is higher than the button that it replaces: the thumb stays where it is, so what it needs comes up to it.
    <div className="revoke-sure" ref={(it) => it?.scrollIntoView({ block: 'end' })}>
      {revoke.error && <ErrorNotice error={revoke.error} />}
      <Notice tone="bad" icon="warn" title={texts.revokeSure} actions={buttons}>
        {texts.revokeAbout}
      </Notice>
    </div>
  );
}

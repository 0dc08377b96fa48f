import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type KeyView, trpc } from '../../../lib/api/index.ts';
import { ErrorNotice, MainAction } from '../../../ui/index.ts';
import { draftOf, rulesOf } from './key-draft.ts';
import { KeyFields } from './key-fields.tsx';
import { useKeyChange } from './use-key-change.ts';

/** Name, caps and limits of a key that is there. They hold from the next request on. */
export function ChangeKey({ view, onDone }: { view: KeyView; onDone: () => void }) {
  const { actions } = useTexts('core');
  const language = useLanguage();
  const [draft, setDraft] = useState(() => draftOf(view, language));
  const noteChange = useKeyChange();
  const change = useMutation(
    trpc.keys.change.mutationOptions({
      onSuccess: async () => {
        await noteChange();
        onDone();
      },
    }),
  );
  return (
    <>
      <KeyFields draft={draft} onChange={setDraft} />
      {change.error && <ErrorNotice error={change.error} />}
      <MainAction
        label={actions.save}
        isEnabled={rulesOf(draft, Date.now()) !== null}
        isBusy={change.isPending}
        onPress={() => {
          const rules = rulesOf(draft, Date.now());
          if (rules) change.mutate({ id: view.id, ...rules });
        }}
      />
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { ErrorNotice, MainAction, Sheet } from '../../../ui/index.ts';
import { NEW_DRAFT, rulesOf } from './key-draft.ts';
import { KeyFields } from './key-fields.tsx';
import { SecretOnce } from './secret-once.tsx';
import { useKeyChange } from './use-key-change.ts';

/** Name, caps and limits; then the key, once. */
export function NewKeySheet({ onClose }: { onClose: () => void }) {
  const { keys: texts } = useTexts('build');
  const [draft, setDraft] = useState(NEW_DRAFT);
  const create = useMutation(trpc.keys.create.mutationOptions({ onSuccess: useKeyChange() }));
  if (create.data) {
    return (
      <Sheet title={texts.made} onClose={onClose}>
        <SecretOnce secret={create.data.key} onClose={onClose} />
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.make} onClose={onClose}>
      <KeyFields draft={draft} onChange={setDraft} />
      {create.error && <ErrorNotice error={create.error} />}
      <MainAction
        label={texts.create}
        isEnabled={rulesOf(draft, Date.now()) !== null}
        isBusy={create.isPending}
        onPress={() => {
          const rules = rulesOf(draft, Date.now());
          if (rules) create.mutate(rules);
        }}
      />
    </Sheet>
  );
}

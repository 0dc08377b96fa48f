import { COIN, parseCoins } from '@spindle/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { CodeBlock, ErrorNotice, MainAction, Notice, Sheet, TextField } from '../../ui/index.ts';

/** Name and cap; then the key, once. */
export function NewKeySheet({ onClose }: { onClose: () => void }) {
  const { keys: texts } = useTexts('build');
  const { actions } = useTexts('core');
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [cap, setCap] = useState('');
  const capNano = cap.trim() === '' ? null : parseCoins(cap);
  const isCapWrong = cap.trim() !== '' && (capNano === null || capNano === 0n);
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      onSuccess: async () => {
        haptic.success();
        await queries.invalidateQueries({ queryKey: trpc.keys.pathKey() });
      },
    }),
  );
  if (create.data) {
    return (
      <Sheet title={texts.made} onClose={onClose}>
        <Notice tone="warn" icon="warn" title={texts.once}>
          {texts.onceAbout}
        </Notice>
        <CodeBlock text={create.data.key} label={texts.key} />
        <MainAction label={actions.done} onPress={onClose} />
      </Sheet>
    );
  }
  return (
    <Sheet title={texts.make} onClose={onClose}>
      <TextField label={texts.name} placeholder={texts.nameHint} value={name} onChange={setName} maxLength={60} />
      <TextField
        label={texts.cap}
        unit={COIN.symbol}
        inputMode="decimal"
        placeholder={texts.noCap}
        value={cap}
        onChange={setCap}
        hint={texts.capAbout}
        fault={isCapWrong ? texts.capWrong : null}
      />
      {create.error && <ErrorNotice error={create.error} />}
      <MainAction
        label={texts.create}
        isEnabled={name.trim() !== '' && !isCapWrong}
        isBusy={create.isPending}
        onPress={() => create.mutate({ name: name.trim(), capNano })}
      />
    </Sheet>
  );
}

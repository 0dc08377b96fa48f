import { useMutation } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type KeyView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Ago, Button, ErrorNotice, Notice } from '../../../ui/index.ts';
import { useKeyChange } from './use-key-change.ts';

/** While a rotated secret still works: until when, whether a program still comes with it, and a way to end it now. */
export function OldSecret({ view }: { view: KeyView }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  const end = useMutation(trpc.keys.endOldSecret.mutationOptions({ onSuccess: useKeyChange() }));
  if (!view.oldSecret) return null;
  const { until, lastUsedAt } = view.oldSecret;
  const button = (
    <Button size="small" isBusy={end.isPending} onClick={() => end.mutate({ id: view.id })}>
      {texts.endOld}
    </Button>
  );
  return (
    <>
      <Notice icon="clock" title={texts.oldUntil(moment(until, language))} actions={button}>
        {lastUsedAt === null ? (
          texts.oldUnused
        ) : (
          <>
            {texts.oldUsed} <Ago atMs={lastUsedAt} />.
          </>
        )}
      </Notice>
      {end.error && <ErrorNotice error={end.error} />}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, Section, Skeleton } from '../../../ui/index.ts';
import { KeyRow } from './key-row.tsx';
import { KeySheet } from './key-sheet.tsx';
import { NewKeySheet } from './new-key-sheet.tsx';

type Open = { kind: 'new' } | { kind: 'key'; id: string } | null;

/** API keys, each with its cap and what it has spent. */
export function KeySection() {
  const { keys: texts } = useTexts('build');
  const keys = useQuery(trpc.keys.list.queryOptions());
  const [open, setOpen] = useState<Open>(null);
  // The key as it is now, not as it was when it was opened: its sheet can change it.
  const shown = open?.kind === 'key' && keys.data?.find(({ id }) => id === open.id);
  const make = (
    <Button look="primary" icon="plus" onClick={() => setOpen({ kind: 'new' })}>
      {texts.make}
    </Button>
  );
  return (
    <>
      <Section title={texts.title}>
        {keys.error && <ErrorNotice error={keys.error} onRetry={() => keys.refetch()} />}
        {keys.isPending && <Skeleton height={120} />}
        {keys.data?.length === 0 && (
          <Card>
            <EmptyState icon="build" title={texts.empty} action={make}>
              {texts.emptyAbout}
            </EmptyState>
          </Card>
        )}
        {keys.data && keys.data.length > 0 && (
          <>
            <Card isFlush>
              {keys.data.map((key) => (
                <KeyRow key={key.id} view={key} onOpen={() => setOpen({ kind: 'key', id: key.id })} />
              ))}
            </Card>
            {make}
          </>
        )}
      </Section>
      {open?.kind === 'new' && <NewKeySheet onClose={() => setOpen(null)} />}
      {shown && <KeySheet view={shown} onClose={() => setOpen(null)} />}
    </>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Sheet } from '../../../ui/index.ts';
import { WordsForm } from '../../review/words-form.tsx';

interface AppealFormProps {
  /** Null against the ban of the account. */
  listingId: string | null;
  /** Against this loss of a badge. */
  lossId?: string;
}

/** Says why a decision is wrong. */
export function AppealForm({ listingId, lossId }: AppealFormProps) {
  const { appeal: texts } = useTexts('review');
  const queries = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const appeal = useMutation(
    trpc.review.appeal.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.review.pathKey() });
        setIsOpen(false);
      },
    }),
  );
  return (
    <>
      <Button isWide onClick={() => setIsOpen(true)}>
        {texts.open}
      </Button>
      {isOpen && (
        <Sheet title={texts.title} onClose={() => setIsOpen(false)}>
          <p className="muted">{texts.about}</p>
          <WordsForm
            label={texts.label}
            hint={texts.hint}
            send={texts.send}
            isBusy={appeal.isPending}
            error={appeal.error}
            onSend={(words) => appeal.mutate({ listingId, words, ...(lossId && { lossId }) })}
          />
        </Sheet>
      )}
    </>
  );
}

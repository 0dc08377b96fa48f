import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, ErrorNotice } from '../../../ui/index.ts';

/** Sends a listing that was rejected, or taken off by others, to another review. */
export function AskAgain({ listingId }: { listingId: string }) {
  const { again: texts } = useTexts('review');
  const queries = useQueryClient();
  const resume = useMutation(
    trpc.earn.resume.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.earn.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.review.pathKey() }),
        ]),
    }),
  );
  return (
    <>
      {resume.error && <ErrorNotice error={resume.error} />}
      <Button look="primary" isWide isBusy={resume.isPending} onClick={() => resume.mutate({ listingId })}>
        {texts.button}
      </Button>
      <p className="muted tiny">{texts.about}</p>
    </>
  );
}

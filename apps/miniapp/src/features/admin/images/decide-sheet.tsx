import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type AllowedImageView, trpc } from '../../../lib/api/index.ts';
import { shortened } from '../../../lib/format/index.ts';
import { Sheet } from '../../../ui/index.ts';
import { WordsForm } from '../../review/words-form.tsx';
import { readLeafWords } from './read-leaf.ts';
import { useNewView } from './use-new-view.ts';

export type ImageDecision = 'approve' | 'reject' | 'revoke';

interface DecideSheetProps {
  image: AllowedImageView;
  decision: ImageDecision;
  onClose: () => void;
}

/** What a decision does, and why it is made: that goes into the audit log. */
export function DecideSheet({ image: { leaf, leafHash }, decision, onClose }: DecideSheetProps) {
  const texts = useTexts('images');
  const onSuccess = useNewView(onClose);
  const review = useMutation(trpc.images.review.mutationOptions({ onSuccess }));
  const revoke = useMutation(trpc.images.revoke.mutationOptions({ onSuccess }));
  const { title, about } = texts.decisions[decision];
  const send = (reason: string) =>
    decision === 'revoke' ? revoke.mutate({ leafHash, reason }) : review.mutate({ leafHash, decision, reason });
  return (
    <Sheet title={title} onClose={onClose}>
      <WordsForm
        label={texts.why}
        hint={decision === 'revoke' ? texts.revokeHint : texts.whyHint}
        send={title}
        isBusy={review.isPending || revoke.isPending}
        error={review.error ?? revoke.error}
        onSend={send}
      >
        <p className="strong">{readLeafWords(leaf)?.name ?? shortened(leafHash, 8, 4)}</p>
        <p className="muted">{about}</p>
      </WordsForm>
    </Sheet>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { ReasonForm } from '../reason-form.tsx';

export function PauseForm({ listingId, onDone }: { listingId: string; onDone: () => void }) {
  const { reason: texts } = useTexts('admin');
  const queries = useQueryClient();
  const pause = useMutation(
    trpc.admin.pause.mutationOptions({
      onSuccess: async () => {
        haptic.success();
        await queries.invalidateQueries({ queryKey: trpc.admin.pathKey() });
        onDone();
      },
      onError: () => haptic.failure(),
      onSettled: () => void queries.invalidateQueries({ queryKey: trpc.market.pathKey() }),
    }),
  );
  return (
    <ReasonForm
      presets={texts.pause}
      isBusy={pause.isPending}
      error={pause.error}
      onSend={(reason) => pause.mutate({ listingId, reason })}
    />
  );
}

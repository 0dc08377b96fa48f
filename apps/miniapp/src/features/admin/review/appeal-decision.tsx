import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type AppealView, trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { Sheet } from '../../../ui/index.ts';
import { ReasonForm } from '../reason-form.tsx';

interface AppealDecisionProps {
  appeal: AppealView;
  decision: 'grant' | 'refuse';
  onClose: () => void;
}

/** Grants or refuses an appeal, with a reason. Granted, it undoes the decision. */
export function AppealDecision({ appeal, decision, onClose }: AppealDecisionProps) {
  const { queue: texts } = useTexts('admin');
  const queries = useQueryClient();
  const decide = useMutation(
    trpc.admin.decideAppeal.mutationOptions({
      onSuccess: async () => {
        haptic.success();
        await queries.invalidateQueries({ queryKey: trpc.admin.pathKey() });
        onClose();
      },
      onError: () => {
        haptic.failure();
        void queries.invalidateQueries({ queryKey: trpc.admin.pathKey() });
      },
    }),
  );
  return (
    <Sheet title={texts[decision]} onClose={onClose}>
      <p className="muted">{decision === 'grant' ? texts.grantAbout : texts.refuseAbout}</p>
      <ReasonForm
        use={decision}
        isBusy={decide.isPending}
        error={decide.error}
        onSend={(why) => decide.mutate({ appealId: appeal.appealId, decision, ...why })}
      />
    </Sheet>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type DisputeView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Button, ErrorNotice, Row } from '../../../ui/index.ts';

/** What this buyer shows: until when, whether it was looked at, and the way to take it back. */
export function ShownRow({ dispute: { disputeId, shown } }: { dispute: DisputeView }) {
  const { shown: texts } = useTexts('disputes');
  const language = useLanguage();
  const queries = useQueryClient();
  const withdraw = useMutation(
    trpc.disputes.withdraw.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.disputes.mine.queryKey() }),
    }),
  );
  if (!shown) return null;
  const { untilMs, looks, lookedAtMs } = shown;
  return (
    <>
      <Row
        title={texts.isShown}
        detail={`${texts.until(moment(untilMs, language))} ${
          lookedAtMs === null ? texts.notLooked : texts.looked(looks, moment(lookedAtMs, language))
        }`}
      />
      {withdraw.error && <ErrorNotice error={withdraw.error} />}
      <Button look="danger" isWide isBusy={withdraw.isPending} onClick={() => withdraw.mutate({ disputeId })}>
        {texts.withdraw}
      </Button>
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { BROKER_URL, type EarnRange, trpc } from '../../../lib/api/index.ts';
import { downloadFile } from '../../../lib/telegram/index.ts';
import { Button, ErrorNotice } from '../../../ui/index.ts';

/** The earnings of the choice as a file: by hour or day, listing and model. */
export function DownloadIncome({ range }: { range: EarnRange }) {
  const { income: texts } = useTexts('earn').console;
  const link = useMutation(
    trpc.console.exportLink.mutationOptions({
      onSuccess: ({ path }) => downloadFile(BROKER_URL + path, 'spindle-earnings.csv'),
    }),
  );
  return (
    <div className="stack">
      <Button icon="arrowIn" isWide isBusy={link.isPending} onClick={() => link.mutate(range)}>
        {texts.download}
      </Button>
      {link.error && <ErrorNotice error={link.error} />}
    </div>
  );
}

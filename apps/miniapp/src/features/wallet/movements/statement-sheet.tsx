import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { BROKER_URL, trpc } from '../../../lib/api/index.ts';
import { downloadFile } from '../../../lib/telegram/index.ts';
import { Chips, ErrorNotice, MainAction, Notice, Sheet } from '../../../ui/index.ts';
import { PERIODS, type Period, periodOf } from './statement-period.ts';

/** Every movement of a period as a file: Telegram's own downloader fetches it by an address that is good for minutes. */
export default function StatementSheet({ onClose }: { onClose: () => void }) {
  const { statement: texts } = useTexts('wallet');
  const [period, setPeriod] = useState<Period>('month');
  const link = useMutation(
    trpc.wallet.statementLink.mutationOptions({
      onSuccess: ({ path }) => downloadFile(BROKER_URL + path, `spindle-statement-${period}.csv`),
    }),
  );
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <p>{texts.about}</p>
      <Chips
        label={texts.period}
        value={period}
        options={PERIODS.map((value) => ({ value, label: texts.periods[value] }))}
        onChange={setPeriod}
      />
      <p className="muted tiny">{texts.columns}</p>
      {link.error && <ErrorNotice error={link.error} />}
      {link.isSuccess && (
        <Notice tone="good" icon="check">
          {texts.done}
        </Notice>
      )}
      <MainAction
        label={texts.button}
        isBusy={link.isPending}
        onPress={() => link.mutate(periodOf(period, Date.now()))}
      />
    </Sheet>
  );
}

import { COIN, type Language, parseCoins } from '@spindle/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EarningsOverview, trpc } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { typedCoins } from '../../../lib/typed-amounts.ts';
import { Chips, ErrorNotice, MainAction, Sheet, TextField } from '../../../ui/index.ts';

const SCHEDULES = ['on_demand', 'on_threshold', 'daily', 'weekly'] as const;

/** The broker takes no greater amount. */
const MOST_NANO = 10n ** 18n;

/** More digits than an amount is read by. */
const TOO_LONG = /^\d{13,}/;

/** When payouts go out by themselves, and from which amount on. */
export default function SettingsSheet({ money, onClose }: { money: EarningsOverview; onClose: () => void }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const queries = useQueryClient();
  const [schedule, setSchedule] = useState(money.settings.schedule);
  const [amount, setAmount] = useState(() => typedCoins(money.settings.thresholdNano, language));
  const thresholdNano = parseCoins(amount.trim().replace(',', '.'));
  const fault = thresholdFault(amount, thresholdNano, money.leastPayoutNano, texts, language);
  const save = useMutation(
    trpc.payouts.changeSettings.mutationOptions({
      onSuccess: (changed) => {
        haptic.success();
        queries.setQueryData(trpc.payouts.overview.queryKey(), changed);
        onClose();
      },
    }),
  );
  return (
    <Sheet title={texts.settings} onClose={onClose}>
      <Chips
        label={texts.settings}
        isWrapped
        value={schedule}
        options={SCHEDULES.map((value) => ({ value, label: texts.schedules[value] }))}
        onChange={setSchedule}
      />
      <p className="muted small">{texts.schedulesAbout[schedule]}</p>
      {schedule !== 'on_demand' && (
        <TextField
          label={texts.threshold}
          unit={COIN.symbol}
          inputMode="decimal"
          value={amount}
          onChange={setAmount}
          fault={fault}
        />
      )}
      {save.error && <ErrorNotice error={save.error} />}
      <MainAction
        label={texts.save}
        isEnabled={fault === null}
        isBusy={save.isPending}
        onPress={() => thresholdNano !== null && save.mutate({ schedule, thresholdNano })}
      />
    </Sheet>
  );
}

type MoneyTexts = ReturnType<typeof useTexts<'earn'>>['money'];

function thresholdFault(
  typed: string,
  nano: bigint | null,
  leastNano: bigint,
  texts: MoneyTexts,
  language: Language,
): string | null {
  if (TOO_LONG.test(typed.trim()) || (nano ?? 0n) > MOST_NANO) return texts.thresholdHuge(coins(MOST_NANO, language));
  return nano === null || nano < leastNano ? texts.thresholdWrong(coins(leastNano, language)) : null;
}

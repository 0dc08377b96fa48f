import { COIN, type Language, parseCoins } from '@spindle/shared';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { trpc, type WalletOverview } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { typedCoins } from '../../../lib/typed-amounts.ts';
import { Button, ErrorNotice, TextField } from '../../../ui/index.ts';
import { useWalletRefresh } from './use-wallet-refresh.ts';

type Spending = WalletOverview['spending'];

/** The cap that a text means: null for none, `wrong` for what is no amount above zero. A comma is a point. */
export function capOf(text: string): bigint | null | 'wrong' {
  if (text.trim() === '') return null;
  return parseCoins(text.trim().replace(',', '.')) || 'wrong';
}

const shown = (capNano: bigint | null, language: Language): string =>
  capNano === null ? '' : typedCoins(capNano, language);

/** Caps below the allowance, for all devices and keys together. */
export function CapFields({ spending }: { spending: Spending }) {
  const { caps: texts } = useTexts('wallet').spending;
  const language = useLanguage();
  const [answer, setAnswer] = useState(() => shown(spending.capAnswerNano, language));
  const [day, setDay] = useState(() => shown(spending.capDayNano, language));
  const refresh = useWalletRefresh();
  const save = useMutation(trpc.wallet.setSpending.mutationOptions({ onSuccess: refresh }));
  const [capAnswerNano, capDayNano] = [capOf(answer), capOf(day)];
  const isWrong = capAnswerNano === 'wrong' || capDayNano === 'wrong';
  const isChanged = capAnswerNano !== spending.capAnswerNano || capDayNano !== spending.capDayNano;
  const submit = () => !isWrong && save.mutate({ capAnswerNano, capDayNano });
  const used = spending.capDayNano !== null && (
    <>
      {texts.usedAbout}: {texts.used(coins(spending.usedTodayNano, language), coins(spending.capDayNano, language))}
    </>
  );
  const field = { unit: COIN.symbol, inputMode: 'decimal', placeholder: texts.none } as const;
  return (
    <section className="stack" aria-label={texts.title} style={{ '--gap': '10px' }}>
      <h3>{texts.title}</h3>
      <p className="muted tiny">{texts.about}</p>
      <div className="cap-pair">
        <TextField
          {...field}
          label={texts.answer}
          value={answer}
          onChange={setAnswer}
          isWrong={capAnswerNano === 'wrong'}
        />
        <TextField {...field} label={texts.day} value={day} onChange={setDay} isWrong={capDayNano === 'wrong'} />
      </div>
      {isWrong ? (
        <p className="field__hint field__hint--bad" role="alert">
          {texts.wrong}
        </p>
      ) : (
        used && <p className="muted tiny">{used}</p>
      )}
      {save.error && <ErrorNotice error={save.error} />}
      {save.isSuccess && !isChanged && (
        <p className="good small" role="status">
          {texts.saved}
        </p>
      )}
      {isChanged && (
        <Button isWide disabled={isWrong} isBusy={save.isPending} onClick={submit}>
          {texts.save}
        </Button>
      )}
    </section>
  );
}

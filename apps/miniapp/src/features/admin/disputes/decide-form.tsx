import { COIN, parseCoins } from '@spindle/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type DisputeDetails, trpc } from '../../../lib/api/index.ts';
import { typedCoins } from '../../../lib/typed-amounts.ts';
import { Button, ErrorNotice, LongTextField, TextField } from '../../../ui/index.ts';
import { LEAST_WORDS, MOST_WORDS } from '../../disputes/dispute-codes.ts';
import { type TakeOff, TakeOffChoice } from './take-off-choice.tsx';

/** Ask, give back (all or a part), uphold or refuse: with a reason that both sides read. */
export function DecideForm({ details: { dispute, listing }, onDone }: { details: DisputeDetails; onDone: () => void }) {
  const { admin: texts } = useTexts('disputes');
  const { disputeId, kind, state, costNano } = dispute;
  const language = useLanguage();
  const [amount, setAmount] = useState(() => typedCoins(costNano ?? 0n, language));
  const [reason, setReason] = useState('');
  const [takeOff, setTakeOff] = useState<TakeOff>(null);
  const { ask, decide } = useDeciding(onDone);
  const amountNano = parseCoins(amount.trim().replace(',', '.'));
  const isBusy = ask.isPending || decide.isPending;
  const isReady = reason.trim().length >= LEAST_WORDS && !isBusy;
  const yes = kind === 'answer' ? 'refund' : 'uphold';
  const isPayable = kind === 'listing' || (amountNano !== null && amountNano > 0n && amountNano <= (costNano ?? 0n));
  const send = (decision: 'refund' | 'uphold' | 'refuse') =>
    decide.mutate({
      ...{ disputeId, decision, reason },
      ...(decision === 'refund' && { amountNano: amountNano ?? 0n }),
      ...(decision === 'uphold' && takeOff && { takeOff }),
    });
  return (
    <>
      {state === 'open' && (
        <Button isWide disabled={isBusy} onClick={() => ask.mutate({ disputeId })}>
          {texts.ask}
        </Button>
      )}
      {kind === 'answer' && (
        <TextField
          label={texts.amount}
          unit={COIN.symbol}
          inputMode="decimal"
          value={amount}
          onChange={setAmount}
          isWrong={!isPayable}
        />
      )}
      {kind === 'listing' && listing && (
        <TakeOffChoice state={listing.state} report={dispute.code} value={takeOff} onChange={setTakeOff} />
      )}
      <LongTextField
        label={texts.reason}
        value={reason}
        onChange={(text) => setReason(text.slice(0, MOST_WORDS))}
        hint={texts.reasonHint}
      />
      {(ask.error ?? decide.error) && <ErrorNotice error={ask.error ?? decide.error} />}
      <div className="decide">
        <Button look="danger" disabled={!isReady} onClick={() => send('refuse')}>
          {texts.refuse}
        </Button>
        <Button look="primary" disabled={!isReady || !isPayable} isBusy={decide.isPending} onClick={() => send(yes)}>
          {texts[yes]}
        </Button>
      </div>
    </>
  );
}

function useDeciding(onDone: () => void) {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: trpc.disputes.pathKey() }),
      queries.invalidateQueries({ queryKey: trpc.admin.waiting.queryKey() }),
    ]);
  const options = { onSuccess: onDone, onSettled: refresh };
  return {
    ask: useMutation(trpc.disputes.ask.mutationOptions(options)),
    decide: useMutation(trpc.disputes.decide.mutationOptions(options)),
  };
}

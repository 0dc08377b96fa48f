import { bouncedQueryIdIn, type ChainTransaction, EXCESSES_OP, payoutOf, type WalletEvent } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';
import { noteReturned } from './landed-batches.repo.ts';
import { MAX_OUTGOING_ID } from './outgoing.ts';
import type { WalletMove } from './wallet.repo.ts';

/** What sort of coins a transaction moved, and how much of them only changed places between contracts of ours. */
export type Nature = Pick<WalletMove, 'kind' | 'party' | 'principalNano'>;

/**
 * Tells what came in. Only an escrow of ours brings income: anyone can send coins with the same words, and those are a gift
 * to the wallet.
 */
export async function natureOfReceived(
  sql: Sql,
  transaction: ChainTransaction,
  { source, isBounced, opcode }: Extract<WalletEvent, { kind: 'received' }>,
  isEscrow: boolean,
): Promise<Nature> {
  const { inMessage, account: wallet } = transaction;
  const id = isBounced && inMessage ? bouncedQueryIdIn(inMessage.body) : null;
  const returned =
    id === null || id > MAX_OUTGOING_ID ? null : await noteReturned(sql, { wallet, id, source, at: transaction });
  if (returned !== null) return { kind: 'returned', party: source, principalNano: returned };
  const paid = isEscrow && inMessage ? payoutOf(inMessage) : null;
  if (paid !== null) return { kind: 'income', party: source, principalNano: paid };
  return { kind: opcode === EXCESSES_OP ? 'change' : 'funding', party: source, principalNano: 0n };
}

/** The whole move: what the wallet gained, less what only changed places, is what the market's own money gained. */
export function moveOf({ inMessage, sent, feesNano }: ChainTransaction, nature: Nature): WalletMove {
  const inNano = inMessage?.valueNano ?? 0n;
  const outNano = sent.reduce((sum, { valueNano }) => sum + valueNano, 0n);
  return {
    ...nature,
    inNano,
    outNano,
    feeNano: feesNano,
    bookedNano: inNano - outNano - feesNano - nature.principalNano,
  };
}

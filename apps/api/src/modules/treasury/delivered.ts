import { type ChainTransaction, queryIdIn, refusalCode } from '@spindle/ton';
import type { Clock, Sql } from '../../platform/index.ts';
import { endOutgoing } from './outgoing.repo.ts';
import { type Delivery, MAX_OUTGOING_ID, type OutgoingReason } from './outgoing.ts';

/**
 * What a transaction of one of our contracts says about a message of ours: it came and was taken, or was refused. This,
 * and nothing that we know of sending, ends a message.
 * @returns null when the transaction was not caused by a message that still waits for its end.
 */
export async function delivered(
  { clock }: { clock: Clock },
  sql: Sql,
  transaction: ChainTransaction,
): Promise<Delivery | null> {
  const { inMessage, exitCode } = transaction;
  if (!inMessage?.source || inMessage.isBounced) return null;
  const id = queryIdIn(inMessage.body);
  if (id === null || id === 0n || id > MAX_OUTGOING_ID) return null;
  const reason = reasonOf(transaction);
  const state = reason === null ? 'done' : 'refused';
  const now = new Date(clock.nowMs());
  const ended = await endOutgoing(sql, transaction, { id, source: inMessage.source, state, reason, now });
  return ended && { ...ended, state, exitCode };
}

/** Why nothing came of it; null when everything did. */
function reasonOf({ exitCode, actionOk }: ChainTransaction): OutgoingReason | null {
  // Its code did not even run: nothing stands there.
  if (exitCode === null) return 'channel_unknown';
  const refusal = refusalCode(exitCode);
  if (refusal) return refusal;
  // The contract wanted to, and could not pay for it.
  return actionOk ? null : 'transfer_too_small';
}

import { BATCH_VALUE_NANO, MAX_BATCH_MESSAGES } from '@spindle/ton';
import type { WaitingMessage } from './batches.repo.ts';

/** More than carrying one message to its receiver costs, at the prices before the cut of spring 2026 too. */
const MESSAGE_FEE_NANO = 5_000_000n;
/** The same for the order itself, whatever it carries. */
const ORDER_FEE_NANO = BATCH_VALUE_NANO + 20_000_000n;
/** A claim brings coins in, so it may use the last ones; whatever takes coins out leaves this much for claims. */
export const CLAIM_RESERVE_NANO = 500_000_000n;

export interface Means {
  /** What the wallet held after the last transaction that was booked. */
  balanceNano: bigint;
  /** Orders and messages that are under way and that this balance does not show yet. */
  committed: { orders: number; messages: number; valueNano: bigint };
}

export interface Choice {
  taken: WaitingMessage[];
  tooDear: WaitingMessage[];
}

/**
 * Which of the waiting messages the wallet can pay for now, in their order. One that is too dear does not stop those
 * after it: claims cost little, and bring the coins that it waits for.
 */
export function affordable(waiting: readonly WaitingMessage[], { balanceNano, committed }: Means): Choice {
  const promised =
    committed.valueNano + BigInt(committed.messages) * MESSAGE_FEE_NANO + BigInt(committed.orders) * ORDER_FEE_NANO;
  let leftNano = balanceNano - promised - ORDER_FEE_NANO;
  const choice: Choice = { taken: [], tooDear: [] };
  for (const message of waiting) {
    const costNano = message.valueNano + MESSAGE_FEE_NANO;
    const reserveNano = message.kind === 'claim' || message.kind === 'close_now' ? 0n : CLAIM_RESERVE_NANO;
    if (leftNano - costNano < reserveNano) choice.tooDear.push(message);
    else if (choice.taken.length < MAX_BATCH_MESSAGES) {
      leftNano -= costNano;
      choice.taken.push(message);
    }
  }
  return choice;
}

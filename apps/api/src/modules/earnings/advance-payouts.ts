import { claimBody, MESSAGE_VALUE_NANO } from '@spindle/ton';
import { type Clock, type Database, inTransaction, recordEvent, type Sql } from '../../platform/index.ts';
import { PRIORITY, type Treasury } from '../treasury/index.ts';
import { claimableTotalNano, type EarningsAccount, owedNano } from './earnings-account.ts';
import { lockAccount } from './followed-accounts.repo.ts';
import { freshKey } from './fresh-key.ts';
import { LEAST_PAYOUT_NANO } from './limits.ts';
import type { PayoutStop } from './overview.ts';
import {
  lockOpenPayout,
  type Payout,
  readAllOpenPayouts,
  setPayoutQueued,
  setPayoutState,
  setPayoutWaiting,
} from './payouts.repo.ts';

export interface AdvanceDeps {
  db: Database;
  clock: Clock;
  treasury: Pick<Treasury, 'canSign' | 'enqueue' | 'find' | 'drop'>;
  payoutStop: PayoutStop;
}

const ROUND_PAYOUTS = 500;

/**
 * Brings every open payout one step on, each under the lock of its account. What ends one is the chain alone: the follower
 * books it.
 */
export async function advancePayouts(deps: AdvanceDeps): Promise<void> {
  const { db, treasury, payoutStop } = deps;
  if (!treasury.canSign) return;
  const isStopped = (await payoutStop()) !== null;
  for (const { address } of await readAllOpenPayouts(db.pool, ROUND_PAYOUTS)) {
    await inTransaction(db.pool, async (sql) => {
      const account = await lockAccount(sql, address);
      const payout = await lockOpenPayout(sql, address);
      if (account && payout) await advance(deps, sql, account, payout, isStopped);
    });
  }
}

async function advance(
  deps: AdvanceDeps,
  sql: Sql,
  account: EarningsAccount,
  payout: Payout,
  isStopped: boolean,
): Promise<void> {
  if (payout.outgoingKey !== null) return watch(deps, sql, payout, payout.outgoingKey, isStopped);
  const now = new Date(deps.clock.nowMs());
  if (isStopped) return stop(sql, payout, now);
  if (owedNano(account) === 0n) return setPayoutState(sql, payout.id, 'refused', 'payout_claimed_alone', now);
  const cumulativeNano = claimableTotalNano(account);
  const amountNano = cumulativeNano - account.claimedNano;
  const isWorth = amountNano >= LEAST_PAYOUT_NANO || (amountNano > 0n && amountNano === owedNano(account));
  if (!isWorth) return setPayoutWaiting(sql, payout.id, { state: 'waiting_funds', reason: 'account_funding', now });
  const outgoingKey = await send(deps, sql, account, cumulativeNano);
  await setPayoutQueued(sql, payout.id, { cumulativeNano, amountNano, outgoingKey, now });
}

/** The claim is a message of ours to the account; the account pays the provider's wallet, and nobody else. */
async function send({ treasury }: AdvanceDeps, sql: Sql, account: EarningsAccount, totalNano: bigint): Promise<string> {
  const { address, networkId, promisedNano, signature } = account;
  if (signature === null) throw new Error('what is claimable was signed');
  const voucher = { networkId, channel: address, cumulativeNano: promisedNano, signature };
  const key = await freshKey(treasury, sql, `payout:${address}:${totalNano}`);
  await treasury.enqueue(sql, {
    key,
    kind: 'payout',
    destination: address,
    valueNano: MESSAGE_VALUE_NANO,
    priority: PRIORITY.payout,
    body: (queryId) => claimBody(totalNano, voucher, queryId),
  });
  return key;
}

/** What became of its message. One that was refused, or came through, is for the follower. */
async function watch(
  { treasury, clock }: AdvanceDeps,
  sql: Sql,
  payout: Payout,
  key: string,
  isStopped: boolean,
): Promise<void> {
  const now = new Date(clock.nowMs());
  if (isStopped && (await treasury.drop(sql, key, 'payouts_stopped'))) return stop(sql, payout, now);
  const message = await treasury.find(sql, key);
  if (!message || message.state === 'dropped') {
    return setPayoutWaiting(sql, payout.id, { state: 'waiting_funds', reason: null, now });
  }
  if (message.state === 'refused') return setPayoutState(sql, payout.id, 'refused', 'payout_refused', now);
  const { reason } = message;
  if (message.state === 'waiting') return setPayoutState(sql, payout.id, 'queued', reason, now);
  if (message.state === 'batched') return setPayoutState(sql, payout.id, 'sent', reason, now);
}

/** All payouts stand still; its provider is told once. */
async function stop(sql: Sql, { id, state, accountId, address, amountNano }: Payout, now: Date): Promise<void> {
  await setPayoutWaiting(sql, id, { state: 'stopped', reason: 'payouts_stopped', now });
  if (state === 'stopped') return;
  const facts = { payoutId: id, amountNano, code: 'payouts_stopped' };
  await recordEvent(sql, { kind: 'payout_waiting', accountId, subject: `earnings:${address}`, facts }, now.getTime());
}

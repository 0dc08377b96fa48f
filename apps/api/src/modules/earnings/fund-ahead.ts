import { channelInit, TOP_UP_EXTRA_NANO, topUpBody } from '@spindle/ton';
import { type Clock, type Database, inTransaction, type Sql } from '../../platform/index.ts';
import { PRIORITY, type Treasury } from '../treasury/index.ts';
import type { EarningsAccount } from './earnings-account.ts';
import { lockAccount } from './followed-accounts.repo.ts';
import { freshKey } from './fresh-key.ts';
import { accountsToFund, earnedLately, fundingsInWork, isCurrentAccount, setFunding } from './fund-ahead.repo.ts';
import type { MarketTerms } from './market-terms.ts';
import { aheadNano, type FundingRules, isLow, topUpNano } from './top-up.ts';

export interface FundDeps {
  db: Database;
  clock: Clock;
  market: MarketTerms | null;
  treasury: Pick<Treasury, 'canSign' | 'enqueue' | 'find'>;
  funding: FundingRules;
}

const ROUND_ACCOUNTS = 100;
const LOOK_AFTER_MS = 60_000;

/**
 * Has coins sent to accounts before they are needed. Of one account at most one top-up is on its way: its row says so, and
 * is written with the wish for it.
 * @returns how many are sent for.
 */
export async function fundAhead(deps: FundDeps): Promise<number> {
  const { db, clock, market, treasury } = deps;
  if (!market || !treasury.canSign) return 0;
  const now = new Date(clock.nowMs());
  const ours = { networkId: market.networkId, payer: market.payer, sessionKey: market.signer.publicKey };
  let sent = 0;
  for (const address of await accountsToFund(db.pool, ours, now, ROUND_ACCOUNTS)) {
    const isSent = await inTransaction(db.pool, (sql) => fundOne(deps, sql, address, now));
    if (isSent) sent += 1;
  }
  await lookAfter(deps, now);
  return sent;
}

async function fundOne(deps: FundDeps, sql: Sql, address: string, now: Date): Promise<boolean> {
  const account = await lockAccount(sql, address);
  if (!account || account.fundingNano !== null || !['expected', 'open'].includes(account.state)) return false;
  const ahead = (await isCurrentAccount(sql, address)) ? await aheadOf(deps, sql, account, now) : 0n;
  const isFirst = account.depositedNano === 0n;
  if (!isFirst && !isLow(account, account.aheadNano) && account.promisedNano <= account.depositedNano) return false;
  const amountNano = topUpNano(account, ahead);
  if (amountNano === 0n) return false;
  await send(deps, sql, account, { amountNano, aheadNano: ahead, now });
  return true;
}

async function aheadOf({ funding }: FundDeps, sql: Sql, { accountId }: EarningsAccount, now: Date): Promise<bigint> {
  const { earnedNano, hours } = await earnedLately(sql, accountId, now);
  return aheadNano(funding, earnedNano / BigInt(hours));
}

/** The state init goes along always: the first message deploys the account, and for others it changes nothing. */
async function send(
  { treasury }: FundDeps,
  sql: Sql,
  account: EarningsAccount,
  { amountNano, aheadNano: ahead, now }: { amountNano: bigint; aheadNano: bigint; now: Date },
): Promise<void> {
  const { address, depositedNano, salt } = account;
  const depositedAfterNano = depositedNano + amountNano;
  const key = await freshKey(treasury, sql, `fund:${address}:${depositedAfterNano}`);
  await treasury.enqueue(sql, {
    key,
    kind: 'fund',
    destination: address,
    valueNano: amountNano + TOP_UP_EXTRA_NANO,
    amountNano,
    priority: PRIORITY.fund,
    body: (queryId) => topUpBody(amountNano, queryId),
    init: channelInit({ ...account, salt: BigInt(salt) }),
  });
  await setFunding(sql, address, { depositedAfterNano, key, aheadNano: ahead, now });
}

/** A top-up that was given up never arrives: the account is funded anew. One that was refused is seen by the follower. */
async function lookAfter({ db, treasury }: FundDeps, now: Date): Promise<void> {
  const before = new Date(now.getTime() - LOOK_AFTER_MS);
  for (const address of await fundingsInWork(db.pool, before, ROUND_ACCOUNTS)) {
    await inTransaction(db.pool, async (sql) => {
      const account = await lockAccount(sql, address);
      if (!account?.fundingKey) return;
      const message = await treasury.find(sql, account.fundingKey);
      if (message?.state === 'dropped' || message?.state === 'refused') await setFunding(sql, address, null);
    });
  }
}

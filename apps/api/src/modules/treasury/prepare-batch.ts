import type { SigningKey } from '@spindle/shared';
import {
  type ChainReader,
  HIGHLOAD_LIFE_SECONDS,
  highloadWallet,
  MAX_BATCH_MESSAGES,
  queryIdOf,
  type SignedBatch,
  signBatch,
} from '@spindle/ton';
import { type Clock, type Database, inTransaction, type ModuleLog, type Sql } from '../../platform/index.ts';
import { affordable } from './affordable.ts';
import {
  insertBatch,
  markTooDear,
  nextBatchId,
  readCommitments,
  takeWaiting,
  type WaitingMessage,
} from './batches.repo.ts';
import { hasOrdered, lockWallet } from './wallet.repo.ts';

export interface PrepareDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  reader: Pick<ChainReader, 'nowSeconds'>;
  address: string;
  key: SigningKey;
}

/** Batches that may be under way at once: one that is stuck does not hold up those that are urgent. */
const MAX_UNDER_WAY = 4;
/** How many waiting messages are looked at: more than fit, since some may be too dear. */
const LOOK_AT = 2 * MAX_BATCH_MESSAGES;

/**
 * Signs the next batch of what waits and writes it down. It is sent by whoever comes by afterwards: sending is safe any
 * number of times, making is not, so one broker at a time makes batches.
 * @returns whether one was made.
 */
export async function prepareBatch(deps: PrepareDeps): Promise<boolean> {
  const chainNow = await deps.reader.nowSeconds();
  if (!chainNow.ok) return false;
  return inTransaction(deps.db.pool, async (sql) => {
    const wallet = await lockWallet(sql, deps.address);
    const committed = await readCommitments(sql, deps.address);
    if (committed.batches >= MAX_UNDER_WAY) return false;
    const waiting = await takeWaiting(sql, deps.address, LOOK_AT, new Date(deps.clock.nowMs()));
    const { taken, tooDear } = affordable(waiting, { balanceNano: wallet.balanceNano, committed });
    await noteTooDear(deps, sql, tooDear, wallet.balanceNano);
    if (taken.length === 0) return false;
    await signAndKeep(deps, sql, taken, chainNow.value);
    return true;
  });
}

async function noteTooDear(
  { clock, log }: PrepareDeps,
  sql: Sql,
  tooDear: readonly WaitingMessage[],
  balanceNano: bigint,
): Promise<void> {
  if (tooDear.length === 0) return;
  const ids = tooDear.map(({ id }) => id);
  const fresh = await markTooDear(sql, ids, new Date(clock.nowMs()));
  if (fresh > 0) log.warn({ messages: tooDear.length, balanceNano: String(balanceNano) }, 'the market’s wallet is low');
}

async function signAndKeep(
  { address, key, clock }: PrepareDeps,
  sql: Sql,
  taken: readonly WaitingMessage[],
  createdAt: number,
): Promise<void> {
  const id = await nextBatchId(sql);
  const queryId = queryIdOf(id);
  const isFirst = !(await hasOrdered(sql, address));
  const { batch, messages } = await signWhatFits(taken, (some) =>
    signBatch(key, highloadWallet(key.publicKey), { queryId, createdAt, messages: some, isFirst }),
  );
  await insertBatch(sql, {
    ...{ ...batch, id, queryId, wallet: address },
    validFrom: new Date(createdAt * 1_000),
    validUntil: new Date((createdAt + HIGHLOAD_LIFE_SECONDS) * 1_000),
    messageIds: messages.map((message) => message.id),
    now: new Date(clock.nowMs()),
  });
}

/** The most urgent ones that one external message can hold: half of them, and half again, until they do. */
async function signWhatFits(
  messages: readonly WaitingMessage[],
  sign: (messages: readonly WaitingMessage[]) => Promise<SignedBatch | null>,
): Promise<{ batch: SignedBatch; messages: readonly WaitingMessage[] }> {
  const batch = await sign(messages);
  if (batch) return { batch, messages };
  if (messages.length <= 1) throw new RangeError('a message does not fit into a batch of its own');
  return signWhatFits(messages.slice(0, Math.ceil(messages.length / 2)), sign);
}

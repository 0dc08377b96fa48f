import { randomUUID } from 'node:crypto';
import { unwrap } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from '../ledger/testing/index.ts';
import { type Movement, movements, statementOf } from './index.ts';
import { actorOf } from './testing/bind-wallet.ts';

let world: LedgerWorld;
beforeAll(async () => {
  world = await createLedgerWorld();
});
afterAll(() => world.close());

const AT = new Date('2026-11-20T10:00:00.123Z');

/** A row of `usage`, as the relay records it. */
async function use(
  parts: { buyer: Actor; provider?: Actor; costNano: bigint; feeNano?: bigint; at?: Date },
  jobId = randomUUID(),
): Promise<string> {
  await world.db.pool.query(
    `INSERT INTO usage (job_id, account_id, provider_id, model_id, "end", input_tokens, cached_tokens, output_tokens,
       cost_nano, fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
     VALUES ($1, $2, $3, 'llama', 'complete', 1, 0, 1, $4, $5, 1, 1, 1, '{}', $6)`,
    [
      jobId,
      parts.buyer.accountId,
      parts.provider?.accountId ?? null,
      parts.costNano,
      parts.feeNano ?? 0n,
      parts.at ?? AT,
    ],
  );
  return jobId;
}

async function deposit(buyer: Actor, lt: bigint, at = AT): Promise<string> {
  const { rows } = await world.db.pool.query<{ address: string }>('SELECT address FROM channel WHERE account_id = $1', [
    buyer.accountId,
  ]);
  const hash = `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
  await world.db.pool.query(
    `INSERT INTO deposit (channel_address, lt, hash, account_id, amount_nano, happened_at)
     VALUES ($1, $2, $3, $4, 500, $5)`,
    [rows[0]?.address, lt, hash, buyer.accountId, at],
  );
  return hash;
}

const buyerWith = async (depositedNano: bigint) => actorOf(await world.buyer({ depositedNano }));

/** Every page, as a person scrolls. */
async function all(actor: Actor, limit: number): Promise<Movement[]> {
  const found: Movement[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = unwrap(await movements(world, actor, { cursor, limit }));
    expect(page.items.length).toBeLessThanOrEqual(limit);
    // The door takes no longer ones.
    expect((page.next ?? '').length).toBeLessThanOrEqual(100);
    found.push(...page.items);
    if (page.next === null) return found;
    expect(page.items).toHaveLength(limit);
    cursor = page.next;
  }
}

describe('movements', () => {
  it('are none for somebody new', async () => {
    const actor = actorOf(await world.person());
    expect(await movements(world, actor, {})).toEqual({ ok: true, value: { items: [], next: null } });
  });

  it('show deposits, spendings and open holds to the buyer, earnings to the provider', async () => {
    const buyer = await buyerWith(1_000n);
    const provider = actorOf(await world.person());
    const hash = await deposit(buyer, 49_000_000_000_001n, new Date('2026-11-20T09:00:00Z'));
    const jobId = await use({ buyer, provider, costNano: 100n, feeNano: 5n });
    await use({ buyer, provider, costNano: 0n });
    const open = holdOf(buyer.accountId, 300n);
    unwrap(await world.ledger.openHold(open));
    const over = holdOf(buyer.accountId, 200n);
    unwrap(await world.ledger.openHold(over));
    await settleOne(world, over, { costNano: 0n });

    const { items } = unwrap(await movements(world, buyer, {}));
    const shown = items.filter(({ transactionHash }) => transactionHash !== 'hash');
    expect(shown).toEqual([
      {
        ...{ id: `hold:${open.jobId}`, kind: 'hold', amountNano: -300n, atMs: expect.any(Number) },
        ...{ state: 'waiting', jobId: open.jobId },
      },
      {
        ...{ id: `spend:${jobId}`, kind: 'spend', amountNano: -100n, atMs: AT.getTime(), state: 'final' },
        ...{ jobId, modelId: 'llama' },
      },
      {
        id: `deposit:${hash}`,
        kind: 'deposit',
        state: 'final',
        amountNano: 500n,
        atMs: Date.UTC(2026, 10, 20, 9),
        transactionHash: hash,
        channel: expect.stringMatching(/^0:/),
      },
    ]);
    expect(unwrap(await movements(world, provider, {})).items).toEqual([
      {
        ...{ id: `earn:${jobId}`, kind: 'earn', amountNano: 95n, atMs: AT.getTime(), state: 'final' },
        ...{ jobId, modelId: 'llama' },
      },
    ]);
  });

  it('show what the market has yet to bring to the chain: why it waits, since when, and what was refused', async () => {
    const buyer = await buyerWith(1_000n);
    const { rows } = await world.db.pool.query('SELECT address FROM channel WHERE account_id = $1', [buyer.accountId]);
    const channel: string = rows[0].address;
    const send = (kind: string, key: string, state: string, more: { reason?: string; hash?: string } = {}) =>
      world.db.pool.query(
        `INSERT INTO outgoing (key, kind, wallet, destination, value_nano, body, priority, state, reason, since, created_at,
           delivered_lt, delivered_hash)
         VALUES ($1, $2, '0:aa', $3, 5, '', 0, $4, $5, $6, $6, $7, $8)`,
        [key, kind, channel, state, more.reason ?? null, AT, more.hash ? 7 : null, more.hash ?? null],
      );
    await send('claim', `claim:${channel}:40`, 'waiting', { reason: 'treasury_low' });
    await send('claim', `claim:${channel}:70`, 'refused', { reason: 'voucher_stale', hash: 'beef' });
    await send('claim', `claim:${channel}:90`, 'done', { hash: 'cafe' });
    await send('close_now', `close:${channel}`, 'waiting');
    const since = { sinceMs: AT.getTime(), channel };
    const shown = (await all(buyer, 100)).filter(({ kind }) => kind !== 'deposit');
    expect(shown.map(({ id, atMs, ...rest }) => rest)).toEqual([
      { kind: 'close', amountNano: 0n, state: 'waiting', ...since },
      {
        ...{ kind: 'claim', amountNano: 0n, movedNano: -70n, state: 'refused', reason: 'voucher_stale' },
        ...{ transactionHash: 'beef', ...since },
      },
      { kind: 'claim', amountNano: 0n, movedNano: -40n, state: 'waiting', reason: 'treasury_low', ...since },
    ]);
  });

  it('show a provider their payouts with their states', async () => {
    const provider = actorOf(await world.person());
    const address = `0:${'cd'.repeat(32)}`;
    await world.db.pool.query(
      `INSERT INTO earnings_account (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt,
         state, state_since, created_at) VALUES ($1, $2, -217, '0:00', '0:01', 'ab', 60, '1', 'open', $3, $3)`,
      [address, provider.accountId, AT],
    );
    const pay = (state: string, reason: string | null, cumulative: bigint | null, hash: string | null) =>
      world.db.pool.query(
        `INSERT INTO payout (id, account_id, address, asked_by, state, reason, since, created_at, cumulative_nano, amount_nano, hash)
         VALUES (gen_random_uuid(), $1, $2, 'provider', $3, $4, $5, $5, $6, $6, $7)`,
        [provider.accountId, address, state, reason, AT, cumulative, hash],
      );
    await pay('paid', null, 500n, 'feed');
    await pay('stopped', 'payouts_stopped', null, null);
    const shown = (await all(provider, 10)).map(({ state, amountNano, reason }) => ({ state, amountNano, reason }));
    expect(shown).toHaveLength(2);
    expect(shown).toContainEqual({ state: 'final', amountNano: -500n, reason: undefined });
    expect(shown).toContainEqual({ state: 'waiting', amountNano: 0n, reason: 'payouts_stopped' });
  });

  it('of a period are those within it, each once, however many pages that takes', async () => {
    const buyer = actorOf(await world.person());
    const hour = (at: number) => new Date(AT.getTime() + at * 3_600_000);
    for (let at = 0; at < 6; at++) await use({ buyer, costNano: BigInt(at + 1), at: hour(at) });
    const within = async (period: { fromMs?: number; toMs?: number }) => {
      const found: Movement[] = [];
      for await (const page of await statementOf(world, buyer.accountId, period)) found.push(...page);
      return found.map(({ amountNano }) => Number(-amountNano));
    };
    expect(await within({ fromMs: hour(1).getTime(), toMs: hour(4).getTime() })).toEqual([4, 3, 2]);
    expect(await within({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await within({ fromMs: hour(9).getTime() })).toEqual([]);
    await world.db.pool.query(
      `INSERT INTO usage (job_id, account_id, model_id, "end", input_tokens, cached_tokens, output_tokens, cost_nano,
         fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
       SELECT gen_random_uuid(), $1, 'llama', 'complete', 1, 0, 1, 1, 0, 1, 1, 1, '{}', $2 FROM generate_series(1, 1100)`,
      [buyer.accountId, hour(-1)],
    );
    expect(await within({})).toHaveLength(1_106);
  });

  it('show both sides to somebody who buys from themselves', async () => {
    const one = actorOf(await world.person());
    const jobId = await use({ buyer: one, provider: one, costNano: 100n, feeNano: 5n });
    expect((await all(one, 1)).map(({ id }) => id)).toEqual([`spend:${jobId}`, `earn:${jobId}`]);
  });

  it.each([1, 2, 7, 30, 100])('come page by page, each once, also of one moment: %i a page', async (limit) => {
    const one = await buyerWith(0n);
    const others = [await buyerWith(0n), actorOf(await world.person())] as const;
    for (let at = 0; at < 12; at++) {
      const moment = new Date(AT.getTime() + Math.floor(at / 6));
      await use({ buyer: one, provider: others[1], costNano: 10n, at: moment });
      await use({ buyer: others[0], provider: one, costNano: 10n, at: moment });
      await deposit(one, BigInt(49_000_000_000_001 + at), moment);
    }
    const found = await all(one, limit);
    expect(found).toHaveLength(36);
    expect(new Set(found.map(({ id }) => id)).size).toBe(36);
    expect(found.map(({ atMs }) => atMs)).toEqual(found.map(({ atMs }) => atMs).toSorted((a, b) => b - a));
    expect(found.filter(({ kind }) => kind === 'earn')).toHaveLength(12);
  });

  it('go on from where one was, whatever came meanwhile', async () => {
    const buyer = actorOf(await world.person());
    for (let at = 0; at < 5; at++) await use({ buyer, costNano: 1n, at: new Date(AT.getTime() + at) });
    const first = unwrap(await movements(world, buyer, { limit: 2 }));
    await use({ buyer, costNano: 1n, at: new Date(AT.getTime() + 60_000) });
    const second = unwrap(await movements(world, buyer, { limit: 10, cursor: first.next ?? '' }));
    expect(second.items.map(({ atMs }) => atMs - AT.getTime())).toEqual([2, 1, 0]);
    expect(second.next).toBeNull();
  });

  it.each(['', 'x', '1', '_spend:1', '1_', '1_a b', "1_'; DROP TABLE usage", `1_${'a'.repeat(200)}`, '-1_spend:1'])(
    'refuse the cursor %j',
    async (cursor) => {
      const actor = actorOf(await world.person());
      expect(await movements(world, actor, { cursor })).toMatchObject({
        ok: false,
        fault: { code: 'invalid_input', facts: { field: 'cursor' } },
      });
    },
  );

  it.each(['0_spend:1', '999999999999999_spend:1'])('take the cursor %j of a far moment', async (cursor) => {
    const actor = actorOf(await world.person());
    expect(await movements(world, actor, { cursor })).toMatchObject({ ok: true, value: { items: [] } });
  });
});

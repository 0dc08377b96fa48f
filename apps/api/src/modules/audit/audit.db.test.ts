import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EscrowBuyer } from '../escrow/testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from '../escrow/testing/escrow-world.ts';
import { createUsage } from '../usage/index.ts';
import { type Jobs, makeJobs } from '../usage/testing/index.ts';
import type { Finding } from './finding.ts';
import { clearPayoutStop, payoutStop, reconciliation, runAudit } from './index.ts';
import { reconcile } from './reconcile.ts';

const COIN = 10n ** 9n;
const HOUR_MS = 3_600_000;

/** A market with money on chain, an answer that was paid for, and a hold that is open. */
let world: EscrowWorld;
let buyer: EscrowBuyer;
let provider: AccountId;
let jobs: Jobs;

beforeAll(async () => {
  world = await createEscrowWorld();
  buyer = await world.openBuyer(2n * COIN);
  provider = await world.person();
  jobs = makeJobs(world, { buyer: buyer.accountId, provider });
  const usage = createUsage({ ...world, log: world.log });
  await usage.record(await jobs.recordFor(await jobs.open()));
  await jobs.open();
});
afterAll(() => world.close());

const pause = () => world.follower.follow();
const audit = async (since: Date | null = null) =>
  (await runAudit({ ...world, pause }, 'full', since)).findings.map(({ check, kind, ...rest }) => ({
    check,
    kind,
    ...rest,
  }));
const differing = (findings: Finding[]) => [...new Set(findings.map(({ check }) => check))].toSorted();
const sql = (text: string, values: unknown[] = []) => world.db.pool.query(text, values);

it('finds nothing in a market where nothing is wrong, on chain or off', async () => {
  const report = await runAudit({ ...world, pause }, 'full', null);
  expect(report.findings).toEqual([]);
  expect(report.looked).toEqual({ receipts: 1, accounts: 1 });
});

describe('finds', () => {
  /** What is changed behind the market's back, back again, and the checks that must see it. */
  it.each<[what: string, change: string, undo: string, checks: string[]]>([
    [
      'a channel that was credited more than the chain has',
      'UPDATE channel SET deposited_nano = deposited_nano + 1',
      'UPDATE channel SET deposited_nano = deposited_nano - 1',
      [
        'deposited of a channel is what its own transactions brought',
        'deposited of an escrow, on chain',
        'the books say what lies in all contracts of ours',
      ],
    ],
    [
      'a claim that the chain does not know',
      'UPDATE channel SET claimed_nano = 1',
      'UPDATE channel SET claimed_nano = 0',
      ['claimed of an escrow, on chain'],
    ],
    [
      'a channel that counts as closed and is not',
      `UPDATE channel SET state = 'closed'`,
      `UPDATE channel SET state = 'open'`,
      ['state of an escrow, on chain', 'the books say what lies in all contracts of ours'],
    ],
    [
      'an allowance that nobody signed',
      'UPDATE channel SET signed_nano = signed_nano - 1',
      'UPDATE channel SET signed_nano = signed_nano + 1',
      ['what counts as signed has a voucher'],
    ],
    [
      'terms that are not those of the address',
      `UPDATE channel SET salt = (salt::numeric + 1)::text`,
      `UPDATE channel SET salt = (salt::numeric - 1)::text`,
      ['an address follows from its terms'],
    ],
    [
      'a price that is not the receipt’s',
      'UPDATE usage SET cost_nano = cost_nano + 1',
      'UPDATE usage SET cost_nano = cost_nano - 1',
      [
        'a provider earns of a request what was booked',
        'a request costs what its receipt says',
        'a request costs what was settled for it',
        'earn_day is the sum of its rows',
        'usage_day is the sum of its rows',
      ],
    ],
    [
      'a receipt that its machine did not sign',
      `UPDATE usage SET receipt = replace(receipt, '"output":50', '"output":49')`,
      `UPDATE usage SET receipt = replace(receipt, '"output":49', '"output":50')`,
      ['a request that cost something has a receipt that its machine signed'],
    ],
    [
      'a sum by day that is wrong',
      'UPDATE usage_day SET requests = requests + 1',
      'UPDATE usage_day SET requests = requests - 1',
      ['usage_day is the sum of its rows'],
    ],
    [
      'a balance that was changed',
      `UPDATE ledger_account SET balance_nano = balance_nano + 1 WHERE kind = 'earned'`,
      `UPDATE ledger_account SET balance_nano = balance_nano - 1 WHERE kind = 'earned'`,
      ['balance is the sum of its postings'],
    ],
    [
      'a hold that is no longer held',
      'UPDATE channel SET held_nano = held_nano - 1',
      'UPDATE channel SET held_nano = held_nano + 1',
      ['held of a channel is the sum of its open holds'],
    ],
  ])('%s', async (_, change, undo, checks) => {
    await sql(change);
    const findings = await audit();
    await sql(undo);
    expect(differing(findings)).toEqual(checks);
    expect(await audit()).toEqual([]);
  });

  it('another history than the one that was booked', async () => {
    const { rows } = await sql('SELECT cursor_hash FROM channel');
    await sql(`UPDATE channel SET cursor_hash = repeat('0', 64)`);
    expect(differing(await audit())).toEqual(['the chain has what the books say of an escrow: its history']);
    await sql('UPDATE channel SET cursor_hash = $1', [rows[0].cursor_hash]);
  });
});

describe('what can’t be known is no difference', () => {
  it('while the chain does not answer', async () => {
    await world.setDown(true);
    const findings = await audit();
    await world.setDown(false);
    expect(findings).toMatchObject([
      { kind: 'unknown', subject: buyer.terms.address, actual: 'chain_unreachable' },
      { kind: 'unknown', subject: world.treasury.address, actual: 'chain_unreachable' },
    ]);
  });

  it('a deposit that was just made is waited for', async () => {
    await buyer.deposit(COIN);
    expect(await audit()).toEqual([]);
    await buyer.deposit(COIN);
    const findings = await runAudit({ ...world, pause: async () => {} }, 'chain', null);
    expect(findings.findings).toMatchObject([{ kind: 'unknown', actual: 'not followed yet' }]);
    await world.follower.follow();
  });
});

describe('the market’s own audit', () => {
  const look = (nowMs: number) => reconcile({ ...world, clock: { nowMs: () => nowMs }, pause, everyMs: HOUR_MS });
  let startMs = Date.now();
  beforeEach(async () => {
    startMs += 100 * 24 * HOUR_MS;
    world.logged.length = 0;
    await sql('DELETE FROM audit_run');
    await sql('DELETE FROM payout_stop');
  });

  it('is made by one broker at a time, the whole once a day and the chain more often', async () => {
    const scopes = async () => (await sql('SELECT scope FROM audit_run ORDER BY id')).rows.map(({ scope }) => scope);
    const both = await Promise.all([look(startMs), look(startMs)]);
    expect(both.filter(Boolean)).toHaveLength(1);
    expect(await look(startMs + HOUR_MS / 2)).toBeNull();
    await look(startMs + HOUR_MS);
    await look(startMs + 2 * HOUR_MS);
    await look(startMs + 24 * HOUR_MS);
    expect(await scopes()).toEqual(['full', 'chain', 'chain', 'full']);
    expect(await payoutStop(world)).toBeNull();
  });

  it('stops payouts at a difference, says so once, and goes on with everything else until an operator clears it', async () => {
    await sql('UPDATE channel SET claimed_nano = 1');
    await look(startMs);
    expect(await payoutStop(world)).toEqual({ reason: 'claimed of an escrow, on chain', sinceMs: startMs });
    expect(world.logged.filter(([level]) => level === 'error')).toHaveLength(1);
    await look(startMs + HOUR_MS);
    expect(await payoutStop(world)).toMatchObject({ sinceMs: startMs });
    await sql('UPDATE channel SET claimed_nano = 0');
    await look(startMs + 2 * HOUR_MS);
    expect(await payoutStop(world)).toMatchObject({ sinceMs: startMs });
    const seen = await reconciliation(world);
    expect(seen).toMatchObject({
      value: { stop: { sinceMs: startMs }, runs: [{ differences: 0 }, { differences: 1 }, { differences: 1 }] },
    });
    expect(await clearPayoutStop(world, 'a test had changed a row')).toBe(true);
    expect(await clearPayoutStop(world, 'again')).toBe(false);
    expect(await payoutStop(world)).toBeNull();
    // A new hold is opened all the while.
    await jobs.open();
  });

  it('looks twice before it believes a difference', async () => {
    await sql('UPDATE channel SET claimed_nano = 1');
    const report = await reconcile({
      ...world,
      clock: { nowMs: () => startMs },
      everyMs: HOUR_MS,
      pause: async () => {
        await sql('UPDATE channel SET claimed_nano = 0');
      },
    });
    expect(report?.findings).toEqual([]);
    expect(await payoutStop(world)).toBeNull();
  });

  it('stops nothing because of what could not be read', async () => {
    await world.setDown(true);
    await look(startMs);
    await world.setDown(false);
    expect(await payoutStop(world)).toBeNull();
    expect((await reconciliation(world)).ok && (await sql('SELECT unknowns FROM audit_run')).rows).toEqual([
      { unknowns: 2 },
    ]);
    expect(world.logged.filter(([level]) => level === 'warn')).not.toHaveLength(0);
  });
});

import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../db.ts';
import { openTestDatabase, testClock } from '../testing/open-test-database.ts';
import { type Consumer, createOutbox } from './create-outbox.ts';
import type { MarketEvent } from './market-event.ts';
import { recordEvent } from './record-event.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
beforeEach(async () => {
  await db.pool.query('DELETE FROM outbox_event');
});

const ACCOUNT = '0192f3a0-0000-7000-8000-000000000001';
const LISTING = '0192f3a0-0000-7000-8000-000000000002';

const badgeLost = (subject: string, code: string): MarketEvent => ({
  kind: 'badge_lost',
  accountId: ACCOUNT,
  subject,
  facts: { listingId: LISTING, badge: 'verified', code },
});

function setup(consumer?: Consumer) {
  const clock = testClock();
  const heard: string[] = [];
  const errors: object[] = [];
  const listen: Consumer = async (_, { event }) => {
    heard.push(`${event.subject} ${event.kind === 'badge_lost' ? event.facts.code : event.kind}`);
  };
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => errors.push(facts) };
  const broker = () => createOutbox({ db, clock, log, consumers: [consumer ?? listen] });
  const record = (event: MarketEvent) => inTransaction(db.pool, (sql) => recordEvent(sql, event, clock.nowMs()));
  return { clock, heard, errors, listen, broker, outbox: broker(), record };
}

describe('recording', () => {
  it('tells what committed, from a transaction of either kind, and nothing else', async () => {
    const { clock, heard, outbox, record } = setup();
    await record(badgeLost('listing:a', 'canary_drop'));
    await db.prisma.$transaction((tx) => recordEvent(tx, badgeLost('listing:b', 'offline'), clock.nowMs()));
    const undone = db.prisma.$transaction(async (tx) => {
      await recordEvent(tx, badgeLost('listing:c', 'undone'), clock.nowMs());
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await outbox.handle()).toBe(2);
    expect(heard).toEqual(['listing:a canary_drop', 'listing:b offline']);
    expect(await outbox.handle()).toBe(0);
  });

  it('keeps amounts to the nano', async () => {
    const told: bigint[] = [];
    const { outbox, record } = setup(async (_, { event }) => {
      if (event.kind === 'payout_done') told.push(event.facts.amountNano);
    });
    const amountNano = 9_007_199_254_740_993_123n;
    await record({
      kind: 'payout_done',
      accountId: ACCOUNT,
      subject: 'payout:1',
      facts: { payoutId: '1', amountNano },
    });
    await outbox.handle();
    expect(told).toEqual([amountNano]);
  });

  it('refuses words: nobody’s text gets into the table', async () => {
    const { record } = setup();
    await expect(record(badgeLost('listing:a', 'the prompt said hello'))).rejects.toThrow();
    expect(await db.prisma.outboxEvent.count()).toBe(0);
  });
});

describe('handling', () => {
  it('is in order for each subject, and once, with several brokers at it', async () => {
    const { heard, broker, record } = setup();
    const subjects = ['listing:a', 'listing:b', 'listing:c'];
    for (let at = 0; at < 20; at++) for (const subject of subjects) await record(badgeLost(subject, `n${at}`));
    const handled = await Promise.all([broker().handle(), broker().handle(), broker().handle()]);
    await broker().handle();
    expect(handled.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(60);
    expect(heard).toHaveLength(60);
    for (const subject of subjects) {
      const own = heard.filter((line) => line.startsWith(subject));
      expect(own).toEqual(Array.from({ length: 20 }, (_, at) => `${subject} n${at}`));
    }
  });

  it('undoes what a consumer wrote when it fails, tries again later, and holds back only its subject', async () => {
    let fails = true;
    const { clock, heard, listen, outbox, record } = setup(async (sql, recorded) => {
      if (fails && recorded.event.subject === 'listing:a') {
        await sql.query(`UPDATE outbox_event SET trouble = 'written' WHERE id = $1`, [String(recorded.eventId)]);
        throw new Error('away');
      }
      await listen(sql, recorded);
    });
    await record(badgeLost('listing:a', 'first'));
    await record(badgeLost('listing:a', 'second'));
    await record(badgeLost('listing:b', 'other'));
    await outbox.handle();
    expect(heard).toEqual(['listing:b other']);
    expect(await db.prisma.outboxEvent.findFirst({ orderBy: { id: 'asc' } })).toMatchObject({
      tries: 1,
      trouble: 'consumer_failed',
      handledAt: null,
    });
    fails = false;
    await outbox.handle();
    expect(heard).toHaveLength(1);
    clock.pass(5_000);
    await outbox.handle();
    expect(heard).toEqual(['listing:b other', 'listing:a first', 'listing:a second']);
  });

  it('sets aside what fails again and again, says so once, and goes on with its subject', async () => {
    const { clock, heard, errors, listen, outbox, record } = setup(async (sql, recorded) => {
      if (recorded.event.kind === 'badge_lost' && recorded.event.facts.code === 'poison') throw new Error('never');
      await listen(sql, recorded);
    });
    await record(badgeLost('listing:a', 'poison'));
    await record(badgeLost('listing:a', 'after'));
    for (let round = 0; round < 8; round++) {
      expect(heard).toEqual([]);
      await outbox.handle();
      clock.pass(10 * 60_000);
    }
    expect(heard).toEqual(['listing:a after']);
    expect(errors).toMatchObject([{ kind: 'badge_lost', code: 'consumer_failed' }]);
    expect(await outbox.status()).toEqual({ waiting: 0, oldestWaitingSinceMs: null, setAside: 1 });
  });

  it('sets aside what this version cannot read', async () => {
    const { clock, outbox } = setup();
    await db.pool.query(`INSERT INTO outbox_event (kind, subject, facts) VALUES ('of_tomorrow', 'x', '{}')`);
    for (let round = 0; round < 8; round++) {
      await outbox.handle();
      clock.pass(10 * 60_000);
    }
    expect(await db.prisma.outboxEvent.findFirst()).toMatchObject({ tries: 8, trouble: 'unreadable' });
    expect(await outbox.status()).toMatchObject({ setAside: 1 });
  });

  it('drops what was handled a week ago, and never what waits', async () => {
    const { clock, outbox, record } = setup();
    await record(badgeLost('listing:a', 'old'));
    await outbox.handle();
    await record(badgeLost('listing:a', 'waits'));
    expect(await outbox.dropOld()).toBe(0);
    clock.pass(7 * 24 * 3600_000 + 1);
    expect(await outbox.dropOld()).toBe(1);
    expect(await outbox.status()).toMatchObject({ waiting: 1 });
  });
});

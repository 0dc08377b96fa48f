import { unwrap } from '@spindle/shared';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createOutbox, inTransaction, type MarketEvent, recordEvent } from '../../platform/index.ts';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { setupListings } from '../listings/testing/setup-listings.ts';
import { changeNoticeSettings, markNoticesRead, noticeSettings } from './change-settings.ts';
import { createNotices } from './create-notices.ts';
import { listNotices, unreadNotices } from './list-notices.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });
beforeEach(async () => {
  await db.pool.query('DELETE FROM outbox_event; DELETE FROM notice; DELETE FROM notice_setting');
});

const log = { info: () => {}, warn: () => {}, error: () => {} };
const DAY_MS = 24 * 3600_000;

async function setup() {
  const { clock, provider, list } = await setupListings(db);
  // Later than the accounts of the tests, which the database dates.
  clock.set(Date.now() + 60_000);
  const notices = createNotices({ db, clock });
  const broker = () => createOutbox({ db, clock, log, consumers: [notices.hear] });
  const { listingId } = await list({ title: 'Two 4090s' });
  const record = (event: MarketEvent) => inTransaction(db.pool, (sql) => recordEvent(sql, event, clock.nowMs()));
  const tell = async (event: MarketEvent) => {
    await record(event);
    await broker().handle();
  };
  const offline = (nodeId: string, sinceMs = clock.nowMs()): MarketEvent => ({
    kind: 'node_offline',
    accountId: provider.accountId,
    subject: `node:${nodeId}`,
    facts: { listingId, nodeId, sinceMs, code: null },
  });
  const decided: MarketEvent = {
    ...{ kind: 'listing_decided', accountId: provider.accountId, subject: `listing:${listingId}` },
    facts: { listingId, decision: 'rejected', code: null },
  };
  const read = async (reader = provider, language: 'en' | 'ru' = 'en') =>
    unwrap(await listNotices({ db }, reader, { language })).items;
  return { clock, notices, broker, provider, listingId, record, tell, offline, decided, read };
}

describe('a notice', () => {
  it('is for its person alone, in the language of the screen, and opens what it is about', async () => {
    const { provider, listingId, tell, decided, read } = await setup();
    const other = await makeAccount(db);
    await tell(decided);
    expect(await read()).toMatchObject([
      { title: '«Two 4090s» was rejected', href: `/earn/${listingId}`, isRead: false, count: 1 },
    ]);
    expect((await read(provider, 'ru'))[0]?.title).toBe('«Two 4090s» отклонено');
    expect(await read(other)).toEqual([]);
    expect(unwrap(await unreadNotices({ db }, provider))).toBe(1);
  });

  it('tells of one outage once, and of many within the hour as one that counts', async () => {
    const { clock, tell, offline, read } = await setup();
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
    const first = offline(a);
    await tell(first);
    await tell(first);
    expect(await read()).toMatchObject([{ count: 1 }]);
    clock.pass(60_000);
    await tell(offline(b));
    await tell(first);
    expect(await read()).toMatchObject([{ count: 2, atMs: clock.nowMs() }]);
    clock.pass(2 * 3600_000);
    await tell(offline(a));
    expect(await read()).toMatchObject([{ count: 1 }, { count: 2 }]);
  });

  it('does not fold into what was read, and stays unread when it comes after the reading', async () => {
    const { clock, provider, tell, offline, read } = await setup();
    await tell(offline(crypto.randomUUID()));
    unwrap(await markNoticesRead({ db, clock }, provider, { throughMs: clock.nowMs() }));
    clock.pass(1_000);
    await tell(offline(crypto.randomUUID(), clock.nowMs() - 600_000));
    expect((await read()).map(({ count, isRead }) => [count, isRead])).toEqual([
      [1, false],
      [1, true],
    ]);
    unwrap(await markNoticesRead({ db, clock }, provider, { throughMs: 0 }));
    expect(unwrap(await unreadNotices({ db }, provider))).toBe(1);
  });

  it('is one for two brokers that hear of two machines at once', async () => {
    const { broker, record, offline, read } = await setup();
    for (let at = 0; at < 10; at++) await record(offline(crypto.randomUUID()));
    await Promise.all([broker().handle(), broker().handle(), broker().handle()]);
    await broker().handle();
    expect(await read()).toMatchObject([{ count: 10 }]);
  });

  it('is dropped after 90 days', async () => {
    const { clock, notices, tell, decided, read } = await setup();
    await tell(decided);
    clock.pass(90 * DAY_MS);
    expect(await notices.dropOld()).toBe(0);
    clock.pass(1);
    expect(await notices.dropOld()).toBe(1);
    expect(await read()).toEqual([]);
  });

  it('pages without gaps', async () => {
    const { clock, provider, tell, decided } = await setup();
    for (let at = 0; at < 5; at++) {
      await tell(decided);
      clock.pass(at % 2);
    }
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = unwrap(await listNotices({ db }, provider, { language: 'en', limit: 2, cursor }));
      ids.push(...page.items.map(({ noticeId }) => noticeId));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(5);
  });
});

describe('what nobody is named in', () => {
  const policy = (setting: string): MarketEvent => ({
    ...{ kind: 'policy_announced', accountId: null, subject: `policy:${setting}` },
    facts: { setting, effectiveFromMs: Date.UTC(2026, 11, 24, 12), before: 500, value: 700 },
  });

  it('is told to everybody whom it concerns, and who was there', async () => {
    const { clock, provider, tell, read } = await setup();
    const buyer = await makeAccount(db);
    await tell(policy('fee_basis_points'));
    expect(await read(buyer)).toMatchObject([
      { title: 'From 24 December at 12:00 UTC: fee 7\u00a0%', href: '/policy' },
    ]);
    expect(await read(provider)).toHaveLength(1);
    await tell(policy('verified_days'));
    expect(await read(buyer)).toHaveLength(1);
    expect(await read(provider)).toHaveLength(2);
    const late = await makeAccount(db);
    await db.prisma.account.update({ where: { id: late.accountId }, data: { createdAt: new Date(clock.nowMs() + 1) } });
    expect(await read(late)).toEqual([]);
  });

  it('goes to all admins when it is theirs', async () => {
    const { tell, read } = await setup();
    const admin = await makeAccount(db, { roles: ['buyer', 'admin'] });
    const buyer = await makeAccount(db);
    const facts = { appealId: crypto.randomUUID(), listingId: null };
    await tell({ kind: 'appeal_opened', accountId: null, subject: `appeal:${facts.appealId}`, facts });
    expect(await read(admin)).toMatchObject([{ kind: 'appeal_opened', href: '/admin/review' }]);
    expect(await read(buyer)).toEqual([]);
  });
});

describe('muting', () => {
  it('keeps a kind away, but never a decision', async () => {
    const { provider, tell, offline, decided, read } = await setup();
    const muted = ['node_offline', 'listing_decided', 'no_such_kind'];
    const settings = unwrap(await changeNoticeSettings({ db }, provider, { muted }, 'ru'));
    expect(settings.kinds.filter(({ isMuted }) => isMuted)).toMatchObject([
      { kind: 'node_offline', name: 'Машина не в сети' },
    ]);
    await tell(offline(crypto.randomUUID()));
    await tell(decided);
    expect((await read()).map(({ kind }) => kind)).toEqual(['listing_decided']);
    unwrap(await changeNoticeSettings({ db }, provider, { muted: [] }, 'en'));
    expect((await read()).map(({ kind }) => kind)).toEqual(['listing_decided']);
  });

  it('offers admins’ kinds to admins alone, and keeps what is left out of a change', async () => {
    const buyer = await makeAccount(db);
    unwrap(await changeNoticeSettings({ db }, buyer, { lowBalanceNano: 5n }, 'en'));
    const settings = unwrap(await changeNoticeSettings({ db }, buyer, { muted: ['payout_done'] }, 'en'));
    expect(settings.lowBalanceNano).toBe(5n);
    expect(settings.kinds.map(({ kind }) => kind)).not.toContain('appeal_opened');
    const admin = await makeAccount(db, { roles: ['admin'] });
    const offered = unwrap(await noticeSettings({ db }, admin, 'en')).kinds.map(({ kind }) => kind);
    expect(offered).toContain('appeal_opened');
    expect(offered).not.toContain('listing_decided');
  });
});

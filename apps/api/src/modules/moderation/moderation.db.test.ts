import { randomUUID } from 'node:crypto';
import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { toAccountId } from '../accounts/index.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { resumeListing } from '../listings/index.ts';
import { codeOf, setupListings } from '../listings/testing/setup-listings.ts';
import { auditLog } from './audit-log/index.ts';
import { readSubjectNames } from './audit-log/subject-names.repo.ts';
import { decideListing } from './decisions/decide-listing.ts';
import { listingsForAdmin, REVIEW_SLA_MS, reviewQueue } from './review-queue.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const REASON = 'The title names an H100, the hardware is a 4090.';

async function setup() {
  const listings = await setupListings(db);
  const admin = await makeAccount(db, { firstName: 'Ada', username: 'ada_admin', roles: ['buyer', 'admin'] });
  const entriesOf = (listingId: string) =>
    db.prisma.auditEntry.findMany({ where: { subject: `listing:${listingId}` }, orderBy: { id: 'asc' } });
  return { ...listings, admin, entriesOf };
}

describe('a review', () => {
  it('puts a listing on the market, and is written down', async () => {
    const { deps, clock, admin, list, entriesOf } = await setup();
    const { listingId } = await list();
    clock.pass(5_000);
    const view = unwrap(await decideListing(deps, admin, { listingId, decision: 'approve', reason: ' looks right ' }));
    expect(view).toMatchObject({ state: 'live', stateReason: null, stateSince: clock.nowMs() });
    expect(await entriesOf(listingId)).toMatchObject([
      {
        actorId: admin.accountId,
        action: 'listing.approve',
        reason: 'looks right',
        createdAt: new Date(clock.nowMs()),
      },
    ]);
  });

  it('rejects with a reason that the provider reads', async () => {
    const { deps, admin, list, entriesOf } = await setup();
    const { listingId } = await list();
    const view = unwrap(await decideListing(deps, admin, { listingId, decision: 'reject', reason: REASON }));
    expect(view).toMatchObject({ state: 'rejected', stateReason: REASON, status: { code: 'rejected' } });
    expect(await entriesOf(listingId)).toMatchObject([{ action: 'listing.reject', reason: REASON }]);
  });

  it.each([undefined, '', '   too short   ', '         '])('does not reject for «%s»', async (reason) => {
    const { deps, admin, list, entriesOf } = await setup();
    const { listingId } = await list();
    const result = await decideListing(deps, admin, { listingId, decision: 'reject', reason });
    expect(codeOf(result)).toBe('reason_required');
    expect(await entriesOf(listingId)).toEqual([]);
  });

  it('is decided by one of two admins who decide at once', async () => {
    const { deps, admin, list, entriesOf } = await setup();
    const other = await makeAccount(db, { firstName: 'Otto', roles: ['admin'] });
    for (let round = 0; round < 10; round++) {
      const { listingId } = await list();
      const results = await Promise.all([
        decideListing(deps, admin, { listingId, decision: 'approve' }),
        decideListing(deps, other, { listingId, decision: 'reject', reason: REASON }),
      ]);
      const [entry, ...more] = await entriesOf(listingId);
      const { state } = await db.prisma.listing.findUniqueOrThrow({ where: { id: listingId } });
      expect(results.map(codeOf).toSorted()).toEqual(['listing_state', 'ok']);
      expect(more).toEqual([]);
      expect(entry?.action).toBe(state === 'live' ? 'listing.approve' : 'listing.reject');
      await db.prisma.listing.update({ where: { id: listingId }, data: { state: 'withdrawn' } });
    }
  });

  it('of what was decided, or does not exist, is a fault and writes nothing', async () => {
    const { deps, admin, list, entriesOf } = await setup();
    const { listingId } = await list();
    const other = await makeAccount(db, { firstName: 'Otto', roles: ['admin'] });
    await decideListing(deps, admin, { listingId, decision: 'approve' });
    const again = await decideListing(deps, other, { listingId, decision: 'approve' });
    expect(again).toEqual({ ok: false, fault: { code: 'listing_state', facts: { state: 'live' } } });
    expect(await entriesOf(listingId)).toHaveLength(1);
    const nowhere = crypto.randomUUID();
    expect(codeOf(await decideListing(deps, admin, { listingId: nowhere, decision: 'approve' }))).toBe('not_found');
    expect(await entriesOf(nowhere)).toEqual([]);
  });

  it('is undone when its entry cannot be written', async () => {
    const { deps, admin, list } = await setup();
    const { listingId } = await list();
    // An actor that is no UUID makes the insert of the entry fail, after the listing was changed in the transaction.
    const broken = { ...admin, accountId: toAccountId('nobody') };
    await expect(decideListing(deps, broken, { listingId, decision: 'approve' })).rejects.toThrow();
    const { state } = await db.prisma.listing.findUniqueOrThrow({ where: { id: listingId } });
    expect(state).toBe('in_review');
  });
});

describe('a pause by an admin', () => {
  it('takes a listing off the market until another review', async () => {
    const { deps, admin, provider, list, goLive, entriesOf } = await setup();
    const listing = await list();
    await goLive(listing.listingId);
    const paused = unwrap(
      await decideListing(deps, admin, { listingId: listing.listingId, decision: 'pause', reason: REASON }),
    );
    expect(paused).toMatchObject({ state: 'paused', stateReason: REASON });
    expect(unwrap(await resumeListing(deps, provider, listing)).state).toBe('in_review');
    expect(await entriesOf(listing.listingId)).toMatchObject([{ action: 'listing.pause', reason: REASON }]);
  });

  it('says why', async () => {
    const { deps, admin, list, goLive } = await setup();
    const { listingId } = await list();
    await goLive(listingId);
    expect(codeOf(await decideListing(deps, admin, { listingId, decision: 'pause', reason: 'because' }))).toBe(
      'reason_required',
    );
  });
});

describe('the queue', () => {
  it('shows who waits, longest first, and until when they may', async () => {
    const { deps, admin, clock, provider, list } = await setup();
    await db.prisma.listing.updateMany({ data: { state: 'withdrawn' } });
    const first = await list({ title: 'first' });
    clock.pass(60_000);
    await list({ title: 'second' });
    const queue = unwrap(await reviewQueue(deps, admin));
    expect(queue.map(({ listing }) => listing?.title)).toEqual(['first', 'second']);
    expect(queue[0]).toMatchObject({
      waitingSinceMs: first.stateSince,
      slaMs: REVIEW_SLA_MS,
      provider: { accountId: provider.accountId, firstName: 'Pavel', username: null, listings: 2 },
    });
  });

  it('lets go of what was decided; all of it stays in the list', async () => {
    const { deps, admin, list } = await setup();
    await db.prisma.listing.updateMany({ data: { state: 'withdrawn' } });
    const { listingId } = await list();
    await decideListing(deps, admin, { listingId, decision: 'approve' });
    expect(unwrap(await reviewQueue(deps, admin))).toEqual([]);
    expect(unwrap(await listingsForAdmin(deps, { state: 'live' }))).toMatchObject([{ listingId }]);
    expect(unwrap(await listingsForAdmin(deps, {})).length).toBeGreaterThan(1);
  });
});

describe('the audit log', () => {
  it('refuses to be changed or deleted, by the database itself', async () => {
    const { deps, admin, list } = await setup();
    const { listingId } = await list();
    await decideListing(deps, admin, { listingId, decision: 'approve' });
    const subject = `listing:${listingId}`;
    const never = 'rows of audit_entry are never changed or deleted';
    await expect(db.pool.query(`UPDATE audit_entry SET reason = 'x' WHERE subject = $1`, [subject])).rejects.toThrow(
      never,
    );
    await expect(db.pool.query('DELETE FROM audit_entry WHERE subject = $1', [subject])).rejects.toThrow(never);
    await expect(db.prisma.auditEntry.deleteMany({ where: { subject } })).rejects.toThrow();
    expect(await db.prisma.auditEntry.count({ where: { subject } })).toBe(1);
  });

  it('is read newest first, page by page, without gaps', async () => {
    const { deps, clock, admin, list } = await setup();
    clock.pass(3600_000); // Later than the entries of the tests above.
    for (let count = 0; count < 5; count++) {
      clock.pass(1_000);
      const { listingId } = await list();
      await decideListing(deps, admin, { listingId, decision: 'reject', reason: `${REASON} ${count}` });
    }
    const first = unwrap(await auditLog(deps, { limit: 2 }));
    expect(first.items.map(({ reason }) => reason?.at(-1))).toEqual(['4', '3']);
    expect(first.items[0]).toMatchObject({ actorName: '@ada_admin', action: 'listing.reject', atMs: clock.nowMs() });
    const second = unwrap(await auditLog(deps, { limit: 2, cursor: first.next ?? undefined }));
    expect(second.items.map(({ reason }) => reason?.at(-1))).toEqual(['2', '1']);
    const all = unwrap(await auditLog(deps, { limit: 1_000 }));
    expect(all.next).toBeNull();
    const seqs = all.items.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, at) => seqs.length - at));
  });

  it('calls what an entry is about as people do, and nothing that is gone', async () => {
    const { deps, admin, list } = await setup();
    const { listingId } = await list();
    await decideListing(deps, admin, { listingId, decision: 'approve' });
    const { rows } = await db.pool.query('SELECT title FROM listing WHERE id = $1', [listingId]);
    const ofListing = unwrap(await auditLog(deps, { subject: `listing:${listingId}` }));
    expect(ofListing.items).toMatchObject([{ subjectName: rows[0]?.title }]);
    const known = [`account:${admin.accountId}`, 'model:spindle/guide', 'policy:fee_basis_points', 'listing:no-uuid'];
    const gone = ['account', 'dispute', 'appeal', 'node', 'cloud-price', 'policy'].map((it) => `${it}:${randomUUID()}`);
    const names = await readSubjectNames(db.pool, [...known, ...gone, 'image:00', 'hardware:none']);
    expect(names.get(`account:${admin.accountId}`)).toBe('@ada_admin');
    expect([...names.keys()].filter((subject) => gone.includes(subject) || subject === 'listing:no-uuid')).toEqual([]);
  });

  it('refuses a cursor that is none', async () => {
    expect(codeOf(await auditLog({ db }, { cursor: `' OR 1=1` }))).toBe('invalid_input');
  });
});

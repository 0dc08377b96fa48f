import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../audit-log-command.ts';
import { inTransaction } from '../../platform/index.ts';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { createActorMemory } from '../accounts/index.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { getListing } from '../listings/index.ts';
import { codeOf, setupListings } from '../listings/testing/setup-listings.ts';
import { noteAddress } from '../nodes/addresses/addresses.repo.ts';
import {
  type AutoApprove,
  answerAdmin,
  appointAdmins,
  banAccount,
  changeRole,
  checkListings,
  decideAppeal,
  decideListing,
  openAppeal,
  ownerReview,
  person,
  reviewCase,
  reviewQueue,
  standingOf,
  unbanAccount,
  verifyAuditLog,
} from './index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const WORDS = 'The machine is what I said: look at its log.';
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

async function setup() {
  const listings = await setupListings(db);
  const deps = { ...listings.deps, actors: createActorMemory(listings.clock) };
  const admin = await makeAccount(db, { firstName: 'Ada', roles: ['buyer', 'admin'] });
  const other = await makeAccount(db, { firstName: 'Otto', roles: ['buyer', 'admin'] });
  const check = (autoApprove: AutoApprove = 'never') => checkListings({ ...deps, log: quiet, autoApprove });
  /** A machine that reports these cards, as the join would have written it. */
  const join = (listingId: string, gpu: string | null, tokensPerSecond: number | null = null) =>
    db.prisma.node.create({
      data: {
        id: crypto.randomUUID(),
        listingId,
        identityKey: crypto.randomUUID(),
        program: 'spindle-node/0.1.0',
        hardware: { gpu, vramGb: gpu ? 24 : null, cpu: 'EPYC', ramGb: 64, os: 'linux' },
        ...(tokensPerSecond !== null && { tokensPerSecond, measuredAt: new Date() }),
      },
    });
  const listed = async (gpu: string | null, speed: number | null = null) => {
    const { listingId } = await listings.list();
    await join(listingId, gpu, speed);
    unwrap(await decideListing(deps, admin, { listingId, decision: 'approve' }));
    await db.prisma.listing.update({ where: { id: listingId }, data: { waivedChecks: {}, checkedAt: null } });
    return listingId;
  };
  return { ...listings, deps, admin, other, check, join, listed };
}

/** What is told afterwards, oldest first, of one subject. */
const eventsOf = (subject: string) =>
  db.prisma.outboxEvent.findMany({ where: { subject }, orderBy: { id: 'asc' }, select: { kind: true, facts: true } });

describe('fake hardware', () => {
  it('is spotted, paused with evidence, appealed, decided by another, and the log proves it', async () => {
    const { deps, admin, other, provider, check, listed } = await setup();
    const listingId = await listed('2 × NVIDIA GeForce RTX 3090');
    await check();
    const evidence = { check: 'hardware', claimed: 'GeForce RTX 4090', reported: 'NVIDIA GeForce RTX 3090' };
    const paused = unwrap(await getListing(deps, provider, { listingId }));
    expect(paused).toMatchObject({
      state: 'paused',
      stateBy: 'market',
      stateCode: 'hardware_mismatch',
      stateEvidence: evidence,
    });
    const queue = unwrap(await reviewQueue(deps, admin));
    expect(queue.find(({ listing }) => listing?.listingId === listingId)).toMatchObject({ kind: 'spotted' });

    unwrap(await decideListing(deps, admin, { listingId, decision: 'reject', code: 'hardware_mismatch' }));
    expect(unwrap(await ownerReview(deps, provider, { listingId })).mayAppeal).toBe(true);
    const appeal = unwrap(await openAppeal(deps, provider, { listingId, words: WORDS }));
    expect(codeOf(await openAppeal(deps, provider, { listingId, words: WORDS }))).toBe('appeal_once');
    const grant = { appealId: appeal.appealId, decision: 'grant' as const, code: 'evidence_wrong' };
    const whoDecides = async (who: typeof admin) => {
      const { appeals } = unwrap(await reviewCase(deps, who, { listingId }));
      return appeals[0]?.whoDecides;
    };
    expect(await whoDecides(admin)).toMatchObject({ barred: 'appeal_other_admin', others: ['Otto'] });
    expect(await whoDecides(other)).toEqual({ barred: null, others: [] });
    expect(codeOf(await decideAppeal(deps, admin, grant))).toBe('appeal_other_admin');
    expect(unwrap(await decideAppeal(deps, other, grant))).toMatchObject({ state: 'granted' });
    expect(codeOf(await decideAppeal(deps, other, { ...grant, code: 'mended' }))).toBe('appeal_closed');

    await check();
    expect(unwrap(await getListing(deps, provider, { listingId })).state).toBe('live');
    const { history, appeals } = unwrap(await ownerReview(deps, provider, { listingId }));
    expect(history.map(({ state, by }) => `${state} ${by}`)).toEqual([
      'live admin',
      'rejected admin',
      'paused market',
      'live admin',
      'in_review owner',
    ]);
    expect(appeals).toMatchObject([{ state: 'granted', words: WORDS }]);
    expect((await eventsOf(`listing:${listingId}`)).map(({ kind }) => kind)).toEqual(Array(4).fill('listing_decided'));

    const report = await verifyAuditLog(db.pool);
    expect({ code: exitCodeOf(report), found: report.findings }).toEqual({ code: 0, found: [] });
    await inTransaction(db.pool, async (sql) => {
      await sql.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_immutable');
      await sql.query(`UPDATE audit_entry SET actor_id = $1 WHERE subject = $2`, [
        admin.accountId,
        `appeal:${appeal.appealId}`,
      ]);
      await sql.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_immutable');
    });
    const forged = await verifyAuditLog(db.pool);
    expect({ code: exitCodeOf(forged), kinds: forged.findings.map(({ kind }) => kind) }).toEqual({
      code: 1,
      kinds: ['changed'],
    });
  });

  it.each([
    ['a processor instead of a card', null, null, 'hardware_mismatch'],
    ['one card instead of two', 'NVIDIA GeForce RTX 4090', null, 'gpu_count_mismatch'],
    ['a speed that no such card has', '2 × NVIDIA GeForce RTX 4090', 0.4, 'speed_implausible'],
    ['a speed that a hosted model has', '2 × NVIDIA GeForce RTX 4090', 90_000, 'speed_implausible'],
  ])('%s takes it off the market', async (_, gpu, speed, code) => {
    const { deps, provider, check, listed } = await setup();
    const listingId = await listed(gpu, speed);
    await check();
    expect(unwrap(await getListing(deps, provider, { listingId }))).toMatchObject({ state: 'paused', stateCode: code });
  });

  it('is left alone once an admin has looked at it, as long as it says the same', async () => {
    const { deps, admin, provider, check, clock, listed, join } = await setup();
    const listingId = await listed('2 × NVIDIA GeForce RTX 3090');
    await check();
    unwrap(await decideListing(deps, admin, { listingId, decision: 'approve' }));
    clock.pass(60_000);
    await check();
    expect(unwrap(await getListing(deps, provider, { listingId })).state).toBe('live');
    await db.prisma.node.deleteMany({ where: { listingId } });
    await join(listingId, 'NVIDIA GeForce GTX 1080');
    clock.pass(60_000);
    await check();
    expect(unwrap(await getListing(deps, provider, { listingId })).state).toBe('paused');
  });
});

describe('a review', () => {
  it('stands still while its owner is asked, and goes on with the answer', async () => {
    const { deps, admin, provider, clock, list } = await setup();
    const { listingId } = await list();
    clock.pass(3_600_000);
    unwrap(
      await decideListing(deps, admin, {
        listingId,
        decision: 'ask',
        code: 'no_machine',
        reason: 'When will it join?',
      }),
    );
    clock.pass(30 * 3_600_000);
    expect(codeOf(await decideListing(deps, admin, { listingId, decision: 'ask', code: 'no_machine' }))).toBe(
      'listing_state',
    );
    expect(unwrap(await answerAdmin(deps, provider, { listingId, words: 'It joins tomorrow.' })).state).toBe(
      'in_review',
    );
    const item = unwrap(await reviewQueue(deps, admin)).find(({ listing }) => listing?.listingId === listingId);
    expect(clock.nowMs() - (item?.waitingSinceMs ?? 0)).toBe(3_600_000);
    expect(await eventsOf(`listing:${listingId}`)).toMatchObject([
      { kind: 'listing_asked' },
      { kind: 'listing_answered' },
    ]);
  });

  it('approves by itself what leaves nothing to a person, for whom the deployment lets', async () => {
    const { deps, provider, check, list, join } = await setup();
    await db.prisma.wallet.create({
      data: {
        accountId: provider.accountId,
        address: crypto.randomUUID(),
        publicKey: '',
        networkId: -217,
        provenAt: new Date(),
      },
    });
    await db.prisma.account.update({ where: { id: provider.accountId }, data: { createdAt: new Date(0) } });
    const { listingId } = await list({ title: 'Quiet cellar in Riga' });
    await check('always');
    expect(unwrap(await getListing(deps, provider, { listingId })).state).toBe('in_review');
    await join(listingId, '2 × NVIDIA GeForce RTX 4090', 120);
    await check('good_standing');
    expect(unwrap(await getListing(deps, provider, { listingId })).state).toBe('in_review');
    await check('always');
    const view = unwrap(await getListing(deps, provider, { listingId }));
    expect(view).toMatchObject({ state: 'live', stateBy: 'market', stateCode: 'checks_passed' });
  });

  it('shows who shares a public address, and for how long', async () => {
    const { deps, admin, clock, list, join } = await setup();
    const neighbour = await makeAccount(db, { firstName: 'Nell', roles: ['buyer', 'provider'] });
    const [mine, theirs] = [await list(), await list({}, neighbour)];
    const hash = 'cd'.repeat(16);
    for (const { listingId } of [mine, theirs]) {
      const node = await join(listingId, 'NVIDIA GeForce RTX 4090');
      await inTransaction(db.pool, (sql) => noteAddress(sql, node.id, hash, clock.nowMs()));
    }
    const signals = async () => unwrap(await reviewCase(deps, admin, { listingId: mine.listingId })).signals;
    expect(await signals()).toEqual([
      {
        kind: 'shared_address',
        other: { accountId: neighbour.accountId, name: 'Nell' },
        evidence: { print: hash.slice(0, 12), accounts: 2 },
      },
    ]);
    clock.set(clock.nowMs() + 31 * 24 * 3_600_000);
    expect(await signals()).toEqual([]);
  });

  it('shows a machine and a wallet that two accounts share, and decides nothing by them', async () => {
    const { deps, admin, provider, list, join } = await setup();
    const thief = await makeAccount(db, { firstName: 'Tim', roles: ['buyer', 'provider'] });
    const [mine, theirs] = [await list(), await list({}, thief)];
    const report = JSON.stringify({ cpu: 'EPYC', gpus: [], fingerprints: ['ab'.repeat(32)] });
    for (const { listingId } of [mine, theirs]) {
      const node = await join(listingId, 'NVIDIA GeForce RTX 4090');
      await db.pool.query('UPDATE node SET report = $2 WHERE id = $1', [node.id, report]);
    }
    const found = unwrap(await reviewCase(deps, admin, { listingId: mine.listingId }));
    expect(found.signals).toMatchObject([{ kind: 'shared_machine', other: { accountId: thief.accountId } }]);
    expect(found.checks.find(({ check }) => check === 'shared_machine')).toMatchObject({
      outcome: 'fail',
      measured: '1',
    });
    expect(unwrap(await person(deps, admin, { accountId: provider.accountId })).signals).toHaveLength(1);
    expect(found.listing.state).toBe('in_review');
  });
});

describe('a person', () => {
  it('who is banned sells and buys nothing, may appeal once, and comes back to a review', async () => {
    const { deps, admin, other, provider, told, list, goLive, join } = await setup();
    const { listingId } = await list();
    await goLive(listingId);
    await join(listingId, '2 × NVIDIA GeForce RTX 4090');
    const ban = { accountId: provider.accountId, code: 'fraud_hardware', reason: 'Three times now.' };
    unwrap(await banAccount(deps, admin, ban));
    expect(codeOf(await banAccount(deps, other, ban))).toBe('account_state');
    expect(unwrap(await getListing(deps, provider, { listingId })).state).toBe('banned');
    expect(told).toContain(`unlink ${listingId}`);
    expect(await db.prisma.node.count({ where: { listingId, retiredAt: null } })).toBe(0);
    const account = await db.prisma.account.findUniqueOrThrow({ where: { id: provider.accountId } });
    expect(account.bannedReason).toMatch(/Hardware was listed.*Three times now\./);

    expect(unwrap(await standingOf(deps, provider)).mayAppeal).toBe(true);
    const appeal = unwrap(await openAppeal(deps, provider, { listingId: null, words: WORDS }));
    unwrap(await decideAppeal(deps, other, { appealId: appeal.appealId, decision: 'grant', code: 'mended' }));
    expect(unwrap(await getListing(deps, provider, { listingId }))).toMatchObject({
      state: 'paused',
      stateCode: 'unbanned',
    });
    expect(codeOf(await unbanAccount(deps, admin, { accountId: provider.accountId, code: 'mended' }))).toBe(
      'account_state',
    );
  });

  it('gets and loses roles from others only, and of two admins who act on each other one remains', async () => {
    const { deps, admin, other, provider, list, goLive } = await setup();
    const { listingId } = await list();
    await goLive(listingId);
    const role = { role: 'admin' as const, has: false, reason: 'Left the team today.' };
    expect(codeOf(await changeRole(deps, admin, { ...role, accountId: admin.accountId }))).toBe('not_on_yourself');
    const results = await Promise.all([
      changeRole(deps, admin, { ...role, accountId: other.accountId }),
      changeRole(deps, other, { ...role, accountId: admin.accountId }),
    ]);
    expect(results.map(codeOf).toSorted()).toEqual(['ok', 'role_required']);
    const [left] = results[0]?.ok ? [admin] : [other];
    unwrap(
      await changeRole(deps, left ?? admin, {
        accountId: provider.accountId,
        role: 'provider',
        has: false,
        reason: 'Asked for it.',
      }),
    );
    expect(unwrap(await getListing(deps, provider, { listingId }))).toMatchObject({
      state: 'paused',
      stateCode: 'role_taken',
    });
  });

  it('becomes an admin by the deployment, once, and the log says so', async () => {
    const { deps, provider } = await setup();
    const { telegramId } = await db.prisma.account.findUniqueOrThrow({ where: { id: provider.accountId } });
    const named = { ...deps, adminTelegramIds: [String(telegramId)] };
    expect(await appointAdmins(named)).toEqual([provider.accountId]);
    expect(await appointAdmins(named)).toEqual([]);
    const subject = `account:${provider.accountId}`;
    expect(await db.prisma.auditEntry.findMany({ where: { subject } })).toMatchObject([
      { action: 'role.give', actorId: null },
    ]);
  });
});

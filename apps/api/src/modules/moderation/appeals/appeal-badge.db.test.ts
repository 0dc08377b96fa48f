import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { keepBadges } from '../../canaries/index.ts';
import { seedCatalog } from '../../catalog/index.ts';
import { codeOf, setupListings } from '../../listings/testing/setup-listings.ts';
import { decideAppeal, openAppeal, ownerReview, reviewQueue } from '../index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const WORDS = 'Your own link broke that night: look at the log.';
const RULE = { days: 1, answers: 20, successPercent: 97 };

/** A verified listing with one machine, of which so many answers failed. */
async function setup({ failures = 0 } = {}) {
  const { deps, clock, provider, list } = await setupListings(db);
  const admin = await makeAccount(db, { firstName: 'Ada', roles: ['buyer', 'admin'] });
  const { listingId } = await list();
  const nodeId = crypto.randomUUID();
  const identity = { identityKey: nodeId, program: 'spindle-node/0.1.0' };
  const joinedAt = new Date(clock.nowMs());
  await db.prisma.listing.update({ where: { id: listingId }, data: { state: 'live', tier: 'verified' } });
  await db.prisma.node.create({
    data: { id: nodeId, listingId, ...identity, hardware: {}, joinedAt, linkedSince: joinedAt },
  });
  const wallet = { address: listingId, publicKey: 'k', networkId: -3, provenAt: joinedAt };
  await db.prisma.wallet.create({ data: { accountId: provider.accountId, ...wallet } });
  await db.pool.query(
    `INSERT INTO node_day (node_id, day, listing_id, uptime_minutes, answers) VALUES ($1, $2, $3, 900, 100)`,
    [nodeId, joinedAt, listingId],
  );
  if (failures > 0)
    await db.pool.query(`INSERT INTO node_day_fault (node_id, day, code, count) VALUES ($1, $2, 'node_lost', $3)`, [
      nodeId,
      joinedAt,
      failures,
    ]);
  const look = () => {
    clock.pass(61_000);
    return keepBadges({ db, clock, rule: RULE });
  };
  const tier = async () => (await db.prisma.listing.findUniqueOrThrow({ where: { id: listingId } })).tier;
  const losses = async () => unwrap(await ownerReview(deps, provider, { listingId })).losses;
  return { deps, provider, admin, listingId, nodeId, look, tier, losses };
}

it('a badge lost for failures is appealed, comes back, and is not taken for the same again', async () => {
  const { deps, provider, admin, listingId, look, tier, losses } = await setup({ failures: 50 });
  await look();
  expect(await tier()).toBe('community');
  const [loss] = await losses();
  expect(loss).toMatchObject({ badge: 'verified', code: 'success_low', evidence: { failures: 50 }, mayAppeal: true });
  const lossId = loss?.lossId ?? '';

  const stranger = await makeAccount(db, { roles: ['buyer', 'provider'] });
  expect(codeOf(await openAppeal(deps, stranger, { listingId, lossId, words: WORDS }))).toBe('not_found');
  const appeal = unwrap(await openAppeal(deps, provider, { listingId, lossId, words: WORDS }));
  expect(appeal).toMatchObject({ against: 'badge_lost', listingId });
  expect(codeOf(await openAppeal(deps, provider, { listingId, lossId, words: WORDS }))).toBe('appeal_once');
  expect(await losses()).toMatchObject([{ lossId, mayAppeal: false }]);
  const item = unwrap(await reviewQueue(deps, admin)).find(({ appeal: it }) => it?.appealId === appeal.appealId);
  expect(item?.loss).toMatchObject({ lossId, code: 'success_low', evidence: { successNeeded: 97 } });

  const grant = { appealId: appeal.appealId, decision: 'grant' as const, code: 'evidence_wrong' };
  expect(unwrap(await decideAppeal(deps, admin, grant))).toMatchObject({ state: 'granted' });
  expect(await look()).not.toContain(listingId);
  expect(await tier()).toBe('verified');
  expect(await losses()).toEqual([]);
});

it('a badge lost for a suspected machine comes back with the suspicion cleared', async () => {
  const { deps, provider, admin, listingId, nodeId, look, tier, losses } = await setup();
  await db.pool.query(
    `INSERT INTO node_standing (node_id, state, code, since, evidence, counts_from)
     VALUES ($1, 'suspected', 'fingerprint_far', now(), '{}', 'epoch')`,
    [nodeId],
  );
  await look();
  const [loss] = await losses();
  expect(loss).toMatchObject({ code: 'canaries_failed', evidence: { suspectedNodes: 1 } });
  const lossId = loss?.lossId ?? '';
  const { appealId } = unwrap(await openAppeal(deps, provider, { listingId, lossId, words: WORDS }));
  unwrap(await decideAppeal(deps, admin, { appealId, decision: 'grant', code: 'evidence_wrong' }));
  expect(await db.prisma.nodeStanding.findUnique({ where: { nodeId } })).toMatchObject({ state: 'good' });
  await look();
  expect(await tier()).toBe('verified');
});

it('what its owner can put right is not appealed, and a refusal changes nothing', async () => {
  const { deps, provider, admin, listingId, look, tier, losses } = await setup({ failures: 50 });
  await look();
  const lossId = (await losses())[0]?.lossId ?? '';
  const { appealId } = unwrap(await openAppeal(deps, provider, { listingId, lossId, words: WORDS }));
  unwrap(await decideAppeal(deps, admin, { appealId, decision: 'refuse', code: 'evidence_stands' }));
  await look();
  expect(await tier()).toBe('community');

  const other = await setup();
  await db.prisma.wallet.deleteMany({ where: { accountId: other.provider.accountId } });
  await other.look();
  expect(await other.losses()).toMatchObject([{ code: 'wallet_missing', mayAppeal: false }]);
  const without = { listingId: other.listingId, lossId: (await other.losses())[0]?.lossId ?? '', words: WORDS };
  expect(codeOf(await openAppeal(other.deps, other.provider, without))).toBe('not_found');
});

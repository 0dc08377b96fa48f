import type { Result } from '@spindle/shared';
import { unwrap } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../platform/testing/open-test-database.ts';
import { createActorMemory } from '../accounts/index.ts';
import { makeAccount } from '../accounts/testing/make-account.ts';
import { seedCatalog } from '../catalog/index.ts';
import { codeOf, setupListings } from '../listings/testing/setup-listings.ts';
import { openPolicy } from '../policy/index.ts';
import {
  announcePolicy,
  banAccount,
  cancelPolicy,
  changeRole,
  decideAppeal,
  decideDispute,
  decideListing,
  dropEntry,
  hideEntry,
  openAppeal,
  removeCloudPrice,
  renewCloudPrice,
  reportListing,
  saveCloudPrice,
  saveHardware,
  saveModel,
  trustListing,
  unbanAccount,
} from './index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);
await seedCatalog({ db });

const { deps: listings, clock, list, goLive, provider } = await setupListings(db);
const policy = await openPolicy({ db, clock, initial: {} });
const admin = await makeAccount(db, { firstName: 'Ada', roles: ['buyer', 'admin'] });
const other = await makeAccount(db, { firstName: 'Otto', roles: ['buyer', 'admin'] });
const person = await makeAccount(db, { firstName: 'Pia' });
const deps = {
  ...{ ...listings, actors: createActorMemory(clock), policy },
  ledger: { refundJob: () => Promise.reject(new Error('no report moves money')) },
  checks: { askCanary: () => Promise.reject(new Error('nobody is asked here')) },
};
const WHY = 'It was looked at twice, and stands.';

/** Both clicks find it done; it was done once, and the log says so once. */
async function twice(action: string, subject: string, act: () => Promise<Result<unknown>>): Promise<void> {
  const results = await Promise.all([act(), act()]);
  expect([action, ...results.map(codeOf)]).toEqual([action, 'ok', 'ok']);
  expect([action, await db.prisma.auditEntry.count({ where: { action, subject } })]).toEqual([action, 1]);
}

it.each(['approve', 'reject', 'ask'] as const)('on a listing: %s', async (decision) => {
  const { listingId } = await list({ title: `To ${decision}` });
  const why = decision === 'approve' ? {} : { reason: WHY };
  await twice(`listing.${decision}`, `listing:${listingId}`, () =>
    decideListing(deps, admin, { listingId, decision, ...why }),
  );
});

it('on a listing that sells, on the appeal against that, and on a report', async () => {
  const { listingId } = await list({ title: 'Live' });
  await goLive(listingId);
  const pause = { listingId, decision: 'pause' as const, code: 'hardware_mismatch' };
  await twice('listing.pause', `listing:${listingId}`, () => decideListing(deps, admin, pause));
  // Somebody else, or another decision, is told how it stands.
  expect(codeOf(await decideListing(deps, other, pause))).toBe('listing_state');
  expect(codeOf(await decideListing(deps, admin, { ...pause, code: 'price_odd' }))).toBe('listing_state');

  const { appealId } = unwrap(await openAppeal(deps, provider, { listingId, words: WHY }));
  const grant = { appealId, decision: 'grant' as const, code: 'mended' };
  await twice('appeal.grant', `appeal:${appealId}`, () => decideAppeal(deps, other, grant));

  const { disputeId } = unwrap(await reportListing(deps, person, { listingId, code: 'fake_hardware' }));
  const takeOff = { decision: 'reject' as const, code: 'hardware_mismatch' };
  const uphold = { disputeId, decision: 'uphold' as const, reason: WHY, takeOff };
  await twice('dispute.uphold', `dispute:${disputeId}`, () => decideDispute(deps, admin, uphold));
  expect(await db.prisma.listing.findUniqueOrThrow({ where: { id: listingId } })).toMatchObject({
    ...{ state: 'rejected', stateBy: 'admin', stateCode: 'hardware_mismatch', stateReason: WHY },
    stateEvidence: { disputeId, report: 'fake_hardware' },
  });
  const rejected = { where: { subject: `listing:${listingId}`, action: 'listing.reject' } };
  expect(await db.prisma.auditEntry.findMany(rejected)).toMatchObject([{ facts: { disputeId } }]);
});

it('of a report that is upheld, when the listing cannot be taken off, decides nothing', async () => {
  const { listingId } = await list({ title: 'Gone' });
  const { disputeId } = unwrap(await reportListing(deps, person, { listingId, code: 'spam' }));
  const decide = { disputeId, decision: 'uphold' as const, reason: WHY };
  const pause = { decision: 'pause' as const, code: 'title_misleading' };
  expect(codeOf(await decideDispute(deps, admin, { ...decide, takeOff: pause }))).toBe('listing_state');
  expect(codeOf(await decideDispute(deps, admin, { ...decide, takeOff: { ...pause, code: 'spam' } }))).toBe(
    'invalid_input',
  );
  expect(codeOf(await decideDispute(deps, admin, { ...decide, decision: 'refuse', takeOff: pause }))).not.toBe('ok');
  expect(await db.prisma.auditEntry.count({ where: { subject: `dispute:${disputeId}` } })).toBe(0);
  expect(await db.prisma.dispute.findUniqueOrThrow({ where: { id: disputeId } })).toMatchObject({ state: 'open' });
});

it('on a person', async () => {
  const { accountId } = await makeAccount(db, { firstName: 'Paul', roles: ['buyer', 'provider'] });
  const subject = `account:${accountId}`;
  const role = { accountId, role: 'admin' as const, reason: WHY };
  await twice('role.give', subject, () => changeRole(deps, admin, { ...role, has: true }));
  await twice('role.take', subject, () => changeRole(deps, admin, { ...role, has: false }));
  await twice('account.ban', subject, () => banAccount(deps, admin, { accountId, code: 'abuse' }));
  await twice('account.unban', subject, () => unbanAccount(deps, admin, { accountId, code: 'mended' }));
});

it('on the policy', async () => {
  const note = { en: 'Fewer slips of the finger.', ru: 'Меньше случайных опечаток.' };
  const change = { setting: 'price_floor_micro_usd' as const, value: 2_000, effectiveFromMs: null, note };
  await twice('policy.announce', `policy:${change.setting}`, () => announcePolicy(deps, admin, change));
  expect(codeOf(await announcePolicy(deps, admin, { ...change, value: 3_000 }))).toBe('policy_planned');
  const number = policy.view().numbers.find(({ setting }) => setting === change.setting);
  const { changeId = '' } = number?.planned[0] ?? {};
  expect(number?.planned).toHaveLength(1);
  await twice('policy.cancel', `policy:${changeId}`, () => cancelPolicy(deps, admin, { changeId }));
});

it('on the catalogue and on canaries', async () => {
  const entry = { table: 'hardware_class' as const, id: 'acme-1' };
  const hardware = { id: entry.id, name: 'Acme One', maker: 'Acme', memoryGb: 48, kind: 'gpu' as const };
  await twice('catalogue.hardware', 'hardware:acme-1', () => saveHardware(deps, admin, hardware));
  await twice('catalogue.hide', 'hardware:acme-1', () => hideEntry(deps, admin, { ...entry, isHidden: true }));
  await twice('catalogue.show', 'hardware:acme-1', () => hideEntry(deps, admin, { ...entry, isHidden: false }));
  await twice('catalogue.delete', 'hardware:acme-1', () => dropEntry(deps, admin, entry));
  const model = {
    ...{ modelId: 'acme/One-1B', name: 'One', maker: 'Acme', revision: 'main', parametersB: 1.5, activeB: null },
    ...{ contextLength: 8_192, license: 'MIT', sourceUrl: 'https://acme.example/one', abilities: ['chat'] },
    isTestEngine: false,
  };
  await twice('catalogue.model', 'model:acme/One-1B', () => saveModel(deps, admin, model));
  // Another text is another act, however soon it comes.
  unwrap(await saveModel(deps, admin, { ...model, name: 'One again' }));
  expect(await db.prisma.auditEntry.count({ where: { subject: 'model:acme/One-1B' } })).toBe(2);
  const price = {
    ...{ priceId: null, modelId: model.modelId, vendor: 'azure' as const, vendorModel: 'one', region: 'x' },
    ...{ match: 'same' as const, inputMicroUsdPerMTok: 1n, cachedInputMicroUsdPerMTok: null },
    ...{ outputMicroUsdPerMTok: 2n, sourceUrl: 'https://acme.example/price' },
  };
  await twice('catalogue.cloud-price', 'model:acme/One-1B', () => saveCloudPrice(deps, admin, price));
  const { id: priceId } = await db.prisma.cloudPrice.findFirstOrThrow({ where: { modelId: model.modelId } });
  const subject = `cloud-price:${priceId}`;
  await twice('catalogue.cloud-price-renew', subject, () => renewCloudPrice(deps, admin, { priceId }));
  await twice('catalogue.cloud-price-remove', subject, () => removeCloudPrice(deps, admin, { priceId }));
  const { listingId } = await list({ title: 'Reference' });
  const trust = { listingId, isTrusted: true };
  await twice('canaries.trust', `listing:${listingId}`, () => trustListing(deps, admin, trust));
});

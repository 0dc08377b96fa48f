import { randomUUID } from 'node:crypto';
import { generateSigner, machineFingerprint, SIGNING_DOMAINS, type Signer } from '@spindle/sealed/node';
import { canonicalJson, type MachineReport, type OpenedPairing, unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { seedCatalog } from '../../catalog/index.ts';
import { offerInput } from '../../listings/testing/setup-listings.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import { makeTestListing } from '../testing/test-listing.ts';
import type { TestMarket } from '../testing/test-market.ts';
import { foundModel, testReport } from './testing/test-report.ts';

let world: NodeWorld;
let market: TestMarket;
let person: Actor;
const clock = { aheadMs: 0 };

beforeAll(async () => {
  world = await makeNodeWorld();
  await seedCatalog({ db: world.db });
});
afterAll(() => world.close());
beforeEach(async () => {
  clock.aheadMs = 0;
  market = await world.market({ nowMs: () => Date.now() + clock.aheadMs });
  person = await makeAccount(world.db, { firstName: 'Anna', username: 'anna', roles: ['buyer'] });
});
afterEach(() => world.clean());

const GPT = 'openai/gpt-oss-20b';

async function open(parts: { report?: Partial<MachineReport>; identity?: Signer } = {}) {
  const identity = parts.identity ?? generateSigner();
  const report = testReport({ models: [foundModel(GPT)], ...parts.report });
  const opening = { identityKey: identity.publicKey, program: 'spindle-node/0.1.0', report };
  const opened = unwrap(await market.pairings.open(opening));
  return { identity, opened, fingerprint: machineFingerprint(identity.publicKey) };
}

async function wait({ identity, opened }: { identity: Signer; opened: OpenedPairing }, by = identity) {
  const { secret } = opened;
  const text = canonicalJson({ identityKey: identity.publicKey, secret });
  return market.pairings.wait({ secret, signature: await by.sign(SIGNING_DOMAINS.pairing, text) });
}

const newListing = (title = 'Two cards') => ({
  idempotencyKey: randomUUID(),
  ...{ title, hardwareId: 'rtx-4090', gpuCount: 2, region: 'Riga' },
  offers: [offerInput(GPT)],
});
const codeOf = (result: { ok: boolean; fault?: { code: string } }) => (result.ok ? 'ok' : result.fault?.code);

describe('a machine that waits', () => {
  it('is shown as it is, with the listing that it would make and prices of the market', async () => {
    const { opened, fingerprint } = await open();
    expect(opened.link).toBe(`http://market.test/pair/${opened.code}`);
    const view = unwrap(await market.pairings.look(person, { code: opened.code.toLowerCase() }));
    expect(view).toMatchObject({ fingerprint, state: 'open', isKnown: false, listings: [], listingId: null });
    expect(view.hardware).toMatchObject({ gpu: '2 × NVIDIA GeForce RTX 4090', vramGb: 24, ramGb: 251 });
    expect(view.models).toMatchObject([{ name: GPT, match: { modelId: GPT, by: 'name' } }]);
    expect(view.suggestion).toMatchObject({
      hardwareId: 'rtx-4090',
      gpuCount: 2,
      title: '2 × NVIDIA GeForce RTX 4090',
    });
    expect(view.suggestion.offers).toMatchObject([{ modelId: GPT, from: 'default', outputMicroUsdPerMTok: 108_000n }]);
  });

  it('is confirmed once: its person is a provider from then on, and the machine hears of it at once', async () => {
    const machine = await open();
    const waiting = wait(machine);
    const input = { code: machine.opened.code, fingerprint: machine.fingerprint, listing: newListing() };
    const presses = await Promise.all([market.pairings.confirm(person, input), market.pairings.confirm(person, input)]);
    const { listingId } = unwrap(presses[0]);
    expect(unwrap(presses[1])).toEqual({ listingId });
    const news = unwrap(await waiting);
    expect(news).toMatchObject({ state: 'joined', owner: 'Anna (@anna)', membership: { listingId, env: 'dev' } });
    expect(news.state === 'joined' && news.membership.offers).toMatchObject([{ model: GPT }]);
    const account = await world.db.prisma.account.findUniqueOrThrow({ where: { id: person.accountId } });
    expect(account.roles).toContain('provider');
    expect(await world.db.prisma.listing.count({ where: { accountId: person.accountId } })).toBe(1);
    const node = await world.db.prisma.node.findFirstOrThrow({ where: { listingId } });
    expect(node).toMatchObject({ identityKey: machine.identity.publicKey, report: { driver: '570.86.15' } });
    expect(node.reportedAt).not.toBeNull();
  });

  it('may join a listing that is there, of the person’s own only, and never a withdrawn one', async () => {
    const own = await makeTestListing(world.db, person);
    const over = await makeTestListing(world.db, person, { state: 'withdrawn' });
    const machine = await open({ report: { models: [foundModel(own.modelId)] } });
    const { code } = machine.opened;
    const view = unwrap(await market.pairings.look(person, { code }));
    expect(view.listings).toEqual([{ listingId: own.listingId, title: 'A box', state: 'live', sharedModels: 1 }]);
    const confirm = (listingId: string) =>
      market.pairings.confirm(person, { code, fingerprint: machine.fingerprint, listingId });
    expect(codeOf(await confirm((await world.listing()).listingId))).toBe('not_found');
    expect(codeOf(await confirm(over.listingId))).toBe('listing_state');
    expect(unwrap(await confirm(own.listingId))).toEqual({ listingId: own.listingId });
  });

  it('stays open when what was asked cannot be: the next try works', async () => {
    const machine = await open();
    const input = { code: machine.opened.code, fingerprint: machine.fingerprint };
    const listing = { ...newListing(), hardwareId: 'no-such' };
    expect(codeOf(await market.pairings.confirm(person, { ...input, listing }))).toBe('hardware_unknown');
    expect(codeOf(await market.pairings.confirm(person, { ...input, listing: newListing() }))).toBe('ok');
  });

  it('makes one listing, though its machine could not be written down at the first press', async () => {
    const machine = await open();
    const input = { code: machine.opened.code, fingerprint: machine.fingerprint, listing: newListing() };
    await world.db.pool.query('ALTER TABLE node ADD CONSTRAINT none_today CHECK (false) NOT VALID');
    await expect(market.pairings.confirm(person, input)).rejects.toThrow('none_today');
    await world.db.pool.query('ALTER TABLE node DROP CONSTRAINT none_today');
    const { listingId } = unwrap(await market.pairings.confirm(person, input));
    const listings = await world.db.prisma.listing.findMany({ where: { accountId: person.accountId } });
    expect(listings.map(({ id }) => id)).toEqual([listingId]);
  });

  it('suggests the middle of what the market asks', async () => {
    const seller = await makeAccount(world.db, { roles: ['provider'] });
    for (const dollars of [0.1, 0.2, 0.9]) {
      const listing = await makeTestListing(world.db, seller);
      await world.db.prisma.offer.updateMany({
        where: { listingId: listing.listingId },
        data: { modelId: GPT, outputMicroUsdPerMTok: BigInt(dollars * 3e6) },
      });
    }
    const { opened } = await open();
    const { suggestion } = unwrap(await market.pairings.look(person, { code: opened.code }));
    expect(suggestion.offers).toMatchObject([{ from: 'market', outputMicroUsdPerMTok: 600_000n }]);
  });
});

describe('whoever has no right to it', () => {
  it('hears nothing of the membership without the machine’s key', async () => {
    const machine = await open();
    expect(codeOf(await wait(machine, generateSigner()))).toBe('node_signature');
    const made = { code: machine.opened.code, fingerprint: machine.fingerprint, listing: newListing() };
    unwrap(await market.pairings.confirm(person, made));
    expect(codeOf(await wait(machine, generateSigner()))).toBe('node_signature');
    expect(unwrap(await wait(machine))).toMatchObject({ state: 'joined' });
  });

  it('cannot answer what somebody else has answered, nor take a machine that is somebody else’s', async () => {
    const machine = await open();
    const input = { code: machine.opened.code, fingerprint: machine.fingerprint, listing: newListing() };
    unwrap(await market.pairings.confirm(person, input));
    const thief = await makeAccount(world.db, { roles: ['provider'] });
    expect(codeOf(await market.pairings.look(thief, input))).toBe('pairing_invalid');
    expect(codeOf(await market.pairings.confirm(thief, input))).toBe('pairing_invalid');
    const again = await open({ identity: machine.identity });
    const taking = { ...input, code: again.opened.code };
    expect(codeOf(await market.pairings.look(thief, taking))).toBe('node_taken');
    expect(codeOf(await market.pairings.confirm(thief, taking))).toBe('node_taken');
    expect(unwrap(await market.pairings.look(person, taking))).toMatchObject({ isKnown: true });
  });

  it('guesses ten times and then waits, whatever it tries', async () => {
    const { opened } = await open();
    for (let guess = 0; guess < 10; guess++) {
      expect(codeOf(await market.pairings.look(person, { code: 'AAAAAAAA' }))).toBe('pairing_invalid');
    }
    expect(codeOf(await market.pairings.look(person, opened))).toBe('pairing_guesses');
    clock.aheadMs = 15 * 60_000 - 1_000;
    expect(codeOf(await market.pairings.look(person, opened))).toBe('pairing_guesses');
    clock.aheadMs += 2_000;
    expect(codeOf(await market.pairings.look(person, opened))).toBe('pairing_invalid'); // By now the code is too old.
  });

  it('finds only hashes in the database', async () => {
    const { opened } = await open();
    const rows = JSON.stringify(await world.db.prisma.pairing.findMany());
    expect(rows).not.toContain(opened.code);
    expect(rows).not.toContain(opened.secret);
  });

  it('does not confirm another machine than the one that was looked at', async () => {
    const machine = await open();
    const input = { code: machine.opened.code, fingerprint: 'AAAA AAAA', listing: newListing() };
    expect(codeOf(await market.pairings.confirm(person, input))).toBe('pairing_fingerprint');
  });
});

describe('a code that is over', () => {
  it('was refused: the machine is told so, and nobody can confirm it any more', async () => {
    const machine = await open();
    const waiting = wait(machine);
    unwrap(await market.pairings.refuse(person, machine.opened));
    expect(codeOf(await waiting)).toBe('pairing_refused');
    expect(codeOf(await market.pairings.look(person, machine.opened))).toBe('pairing_invalid');
  });

  it('was replaced by a newer one of the same machine', async () => {
    const machine = await open();
    const waiting = wait(machine);
    const newer = await open({ identity: machine.identity });
    expect(codeOf(await waiting)).toBe('pairing_replaced');
    expect(codeOf(await market.pairings.look(person, machine.opened))).toBe('pairing_replaced');
    expect(codeOf(await market.pairings.look(person, newer.opened))).toBe('ok');
  });

  it('expired after fifteen minutes, for both sides, and is forgotten after an hour more', async () => {
    const machine = await open();
    clock.aheadMs = 15 * 60_000 + 1;
    expect(codeOf(await wait(machine))).toBe('pairing_expired');
    expect(codeOf(await market.pairings.look(person, machine.opened))).toBe('pairing_invalid');
    clock.aheadMs += 60 * 60_000;
    expect(await market.pairings.dropExpired()).toBeGreaterThan(0);
    expect(codeOf(await wait(machine))).toBe('pairing_expired');
  });

  it('is answered at once when the broker stops', async () => {
    const waiting = wait(await open());
    await new Promise((resolve) => setTimeout(resolve, 50));
    market.pairings.close();
    expect(codeOf(await waiting)).toBe('shutting_down');
  });
});

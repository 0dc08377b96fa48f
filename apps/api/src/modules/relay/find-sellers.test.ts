import { beforeEach, expect, it } from 'vitest';
import type { OfferRow } from '../listings/index.ts';
import type { NodePresence } from '../nodes/index.ts';
import { findSellers } from './find-sellers.ts';

const MODEL = { model: 'm', revision: 'r1', contextLength: 4_096, abilities: ['chat', 'tools'] };

const offerOf = (id: string, more: Partial<OfferRow> = {}): OfferRow => ({
  offerId: id,
  listingId: `listing ${id}`,
  providerAccountId: '01900000-0000-7000-8000-000000000001',
  tier: 'community',
  region: ' EU-lv',
  dataPolicy: 'undeclared',
  modelId: 'm',
  revision: 'r1',
  contextLength: 8_192,
  price: { inputMicroUsdPerMTok: 101n, cachedInputMicroUsdPerMTok: 50n, outputMicroUsdPerMTok: 300n },
  batchDiscountPercent: 50,
  ...more,
});

type Machine = { -readonly [Key in keyof NodePresence]: NodePresence[Key] };
const machineOf = (nodeId: string, listingId: string, models = [MODEL]): Machine => ({
  ...{ nodeId, listingId, identityKey: '', manifestText: '', manifestSignature: '', linkedSinceMs: 0 },
  manifest: {
    ...{ v: 1, env: 'dev', nodeId, sealKey: '', receiptKey: '', program: '', engine: '' },
    ...{ models, notBefore: 0, notAfter: 1_000 },
  },
  ...{ slots: 4, busy: 0, loadedModels: new Set(['m']), isDraining: false, refusing: null, answers: 0 },
  outstandingTokens: 0,
  ...{ tokensPerSecond: null, firstTokenMs: null, firstTokenP95Ms: null, circuitUntilMs: null },
  circuit: { state: 'closed', sinceMs: 0, untilMs: null, lastCode: null },
});

let machines: Machine[] = [];
let version = 0;
const nodes = {
  presencesOf: (listingId: string) => machines.filter((it) => it.listingId === listingId),
  linksVersion: () => version,
};
const change = (...now: Machine[]) => {
  machines = now;
  version++;
};
const idsOf = (offers: OfferRow[]) => findSellers(offers, nodes, 'interactive').sellers.map(({ nodeId }) => nodeId);

const [one, two, three] = [offerOf('1'), offerOf('2'), offerOf('3')];
const a = machineOf('a', 'listing 1');
const b = machineOf('b', 'listing 2');
const c = machineOf('c', 'listing 2');
beforeEach(() => change(a, b, c));

it('joins offers with their machines once, until either changes', () => {
  const offers = [one, two, three];
  const joined = findSellers(offers, nodes, 'interactive');
  expect(joined.sellers.map(({ nodeId }) => nodeId)).toEqual(['a', 'b', 'c']);
  expect(joined.offline.map(({ listingId }) => listingId)).toEqual(['listing 3']);
  expect(findSellers(offers, nodes, 'interactive')).toBe(joined);
});

it('follows machines that come, go, and come again', () => {
  const offers = [one, two, three];
  expect(idsOf(offers)).toEqual(['a', 'b', 'c']);
  change(c, machineOf('d', 'listing 3'));
  expect(idsOf(offers)).toEqual(['c', 'd']);
  change(machineOf('d', 'listing 3'), c, b, a);
  expect(idsOf(offers)).toEqual(['a', 'c', 'b', 'd']);
});

it('follows offers that were changed, and keeps what was joined of the others', () => {
  const [firstA, firstB] = findSellers([one, two], nodes, 'interactive').sellers;
  const dearer = { ...two.price, outputMicroUsdPerMTok: 301n };
  const again = findSellers([{ ...one }, offerOf('2', { price: dearer })], nodes, 'interactive').sellers;
  expect(again[0]).toBe(firstA);
  expect(again[1]).not.toBe(firstB);
  expect(again[1]).toMatchObject({ nodeId: 'b', outputMicroUsdPerMTok: 301, price: dearer });
});

it('follows a manifest that was made anew', () => {
  expect(findSellers([one], nodes, 'interactive').sellers[0]).toMatchObject({ contextLength: 4_096, hasModel: true });
  a.manifest = { ...a.manifest, models: [{ ...MODEL, revision: 'r2' }] };
  change(a);
  expect(findSellers([one], nodes, 'interactive').sellers[0]).toMatchObject({ contextLength: 8_192, hasModel: false });
});

it('reads how a machine is now without joining again', () => {
  const machine = machineOf('a', 'listing 1');
  change(machine);
  const offers = [one];
  const [seller] = findSellers(offers, nodes, 'interactive').sellers;
  expect(seller).toMatchObject({ busy: 0, hasModel: true, circuitUntilMs: null });
  Object.assign(machine, { busy: 3, loadedModels: new Set(), circuitUntilMs: 5, outstandingTokens: 70 });
  expect(seller).toMatchObject({ busy: 3, hasModel: false, circuitUntilMs: 5, outstandingTokens: 70 });
});

it('sells batches at their own price, rounded up', () => {
  const [seller] = findSellers([one], nodes, 'batch').sellers;
  expect(seller).toMatchObject({ inputMicroUsdPerMTok: 51, outputMicroUsdPerMTok: 150, region: 'eu-lv' });
  expect(findSellers([one], nodes, 'interactive').sellers[0]).toMatchObject({ inputMicroUsdPerMTok: 101 });
});

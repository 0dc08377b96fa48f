import { httpEvidence } from '@spindle/client/node';
import { leafText } from '@spindle/sealed/allow-list';
import { canonicalJson, unwrap } from '@spindle/shared';
import { allowListAddress, LIST_DELAY_SECONDS, LOCAL_NETWORK_ID, transferOf, type WalletSender } from '@spindle/ton';
import { standingOf } from '@spindle/ton/pinned-list';
import fastify from 'fastify';
import { afterAll, expect, it } from 'vitest';
// The device's checker, with the test-only verifier that believes the mock vendors; production has none.
import { mockVerifier, tdxBundle } from '../../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { createCheckerWith } from '../../../../../packages/sealed/src/confidential/create-checker.ts';
import { makeCandidate, makeNode, NOW_MS } from '../../../../../packages/sealed/src/testing/fixtures.ts';
import { makeAccount } from '../../modules/accounts/testing/make-account.ts';
import { openListWorld } from '../../modules/attestation/testing/list-world.ts';
import * as moderation from '../../modules/moderation/index.ts';
import { openAllowListDoor } from '../allow-list/index.ts';
import { appRouter, createContext, type MiniAppServices } from './router.ts';

/*
 * An image's whole way: one admin proposes it by the Mini App's door, another lets it in, a wallet publishes it on a chain
 * that runs, its day passes, it counts; and it is revoked. A device that pins the contract looks after each step.
 */
const world = await openListWorld();
const { db, devnet, local, owner, guardian, terms, clock, log, allowList } = world;
const market = fastify();
afterAll(async () => {
  await market.close();
  await world.close();
});
openAllowListDoor(market, { allowList, log });
const marketUrl = await market.listen({ host: '127.0.0.1', port: 0 });

const people = new Map([
  ['anna', await makeAccount(db, { roles: ['admin'] })],
  ['boris', await makeAccount(db, { roles: ['admin'] })],
  ['carla', await makeAccount(db, { roles: ['provider'] })],
]);
const deps = { db, clock, allowList };
const images: MiniAppServices['images'] = {
  view: async () => allowList.view(),
  machines: async () => [],
  propose: (actor, input) => moderation.proposeImage(deps, actor, input),
  review: (actor, input) => moderation.reviewImage(deps, actor, input),
  revoke: (actor, input) => moderation.revokeImage(deps, actor, input),
};
const parts = {
  // The other rooms are not a part of this test.
  services: { images } as Partial<MiniAppServices> as MiniAppServices,
  log,
  actorOfSession: async (token: string) => ({ ok: true as const, value: unwrap(actorNamed(token)) }),
};
function actorNamed(name: string) {
  const value = people.get(name);
  return value ? { ok: true as const, value } : { ok: false as const, fault: { code: 'login_required' as const } };
}
const as = async (name: string) =>
  appRouter.createCaller(await createContext(parts, { authorization: `Bearer ${name}` })).images;

const WHY = 'Built again by both of us, the same bytes.';
const LEAF = leafText({
  measurements: {
    platform: 'tdx',
    mrTd: '11'.repeat(48),
    ...{ rtmr0: 'a0'.repeat(48), rtmr1: 'a1'.repeat(48), rtmr2: 'a2'.repeat(48), rtmr3: 'a3'.repeat(48) },
  },
  image: { name: 'spindle-node', version: '0.1.0', digest: `sha256:${'0'.repeat(64)}` },
  gpu: 'none',
});

let seenVersion = 0;
const seen = {
  get: () => seenVersion,
  set: (version: number) => {
    seenVersion = version;
  },
};
/** What a device finds that opens the app now: it knows the contract's address, and asks the chain about it. */
async function deviceFinds() {
  const enclave = { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null };
  const node = makeNode('a', { enclave });
  const manifest = canonicalJson({ ...node.manifest });
  const source = {
    ...httpEvidence({ baseUrl: marketUrl, token: '' }),
    attest: async (_: string, fresh: string) =>
      canonicalJson(JSON.parse(JSON.stringify(await tdxBundle({ text: () => manifest, fresh })))),
    standing: standingOf(`${allowListAddress(terms)}@${LOCAL_NETWORK_ID}@${devnet.url}`) ?? undefined,
  };
  const create = createCheckerWith((await mockVerifier()).verifyEvidence);
  const checker = create({ source, environment: 'dev', seen });
  const candidate = { ...(await makeCandidate(node, { tier: 'confidential' })), evidenceHash: '00'.repeat(32) };
  const { ok, refusal, listBy, listVersion } = await checker.look(candidate, NOW_MS);
  return ok ? `ok by ${listBy}, version ${listVersion}` : refusal?.code;
}

/** Has a wallet send what the room asks for. */
async function sends(act: string, wallet: WalletSender): Promise<void> {
  const { messages } = await (await as('anna')).view();
  const wanted = messages.find((it) => it.act === act);
  if (!wanted) throw new Error(`nothing of ${act} is asked for`);
  unwrap(await wallet.send([transferOf(wanted.message)]));
}
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error.cause?.fault?.code ?? error.code,
  );

it('is proposed by one admin, let in by another, published by a wallet, in force after its day, and revoked at once', async () => {
  await allowList.look();
  const [anna, boris, carla] = [await as('anna'), await as('boris'), await as('carla')];
  expect(await faultOf(carla.propose({ leaf: LEAF, note: WHY }))).toBe('role_required');
  const proposed = await anna.propose({ leaf: LEAF, note: WHY });
  const [{ leafHash = '' } = {}] = proposed.images;
  expect(proposed).toMatchObject({ images: [{ state: 'proposed' }], messages: [] });
  expect(await faultOf(anna.review({ leafHash, decision: 'approve', reason: WHY }))).toBe('image_second_admin');
  expect(await deviceFinds()).toBe('nothing_allowed');

  await boris.review({ leafHash, decision: 'approve', reason: WHY });
  await sends('propose', owner);
  await allowList.look();
  expect(await anna.view()).toMatchObject({ images: [{ state: 'listed', isInForce: false }], isOurProposal: true });
  expect(await deviceFinds()).toBe('nothing_allowed');

  await local('advance', { seconds: LIST_DELAY_SECONDS });
  clock.set(devnet.chain.now() * 1_000);
  await sends('activate', guardian);
  expect(await deviceFinds()).toBe('nothing_allowed');
  await allowList.look();
  expect(await deviceFinds()).toBe('ok by chain, version 1');

  await anna.revoke({ leafHash, reason: 'Its kernel lets a guest out.' });
  expect(await allowList.allowed()).toMatchObject({ measurements: [] });
  await sends('revoke', guardian);
  // The market has not read the contract since; the device has.
  expect(await deviceFinds()).toBe('measurement_revoked');
  await allowList.look();
  expect(await deviceFinds()).toBe('measurement_revoked');
  expect(await anna.view()).toMatchObject({ images: [{ state: 'revoked', isInForce: false }] });

  await local('switches', { isDown: true });
  expect(await deviceFinds()).toBe('allow_list_unknown');
  await local('switches', { isDown: false });
  const { rows } = await db.pool.query('SELECT action FROM audit_entry ORDER BY seq');
  expect(rows.map(({ action }) => action)).toEqual(['image.propose', 'image.approve', 'image.revoke']);
});

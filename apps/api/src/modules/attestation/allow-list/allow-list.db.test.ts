import { checkAllowed, leafText } from '@spindle/sealed/allow-list';
import { unwrap } from '@spindle/shared';
import { LIST_DELAY_SECONDS, transferOf, type WalletSender } from '@spindle/ton';
import { afterAll, expect, it } from 'vitest';
import { inTransaction } from '../../../platform/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { openListWorld } from '../testing/list-world.ts';
import { createAllowList, proposeImage, reviewImage, revokeImage } from './index.ts';

const world = await openListWorld();
afterAll(world.close);
const { db, devnet, local, owner, guardian, clock, parts, allowList } = world;
const [anna, boris] = [await makeAccount(db, { roles: ['admin'] }), await makeAccount(db, { roles: ['admin'] })];

const register = (digit: string) => digit.repeat(96);
const imageOf = (digit: string, version = '1') =>
  leafText({
    measurements: { platform: 'snp', measurement: register(digit) },
    image: { name: 'spindle-node', version, digest: `sha256:${digit.repeat(64)}` },
    gpu: 'none',
  });
const why = 'Built again by both of us, the same bytes.';
const propose = (leaf: string, by = anna) =>
  inTransaction(db.pool, (sql) => proposeImage(sql, by.accountId, { leaf, note: why }, clock.nowMs()));
const review = (leafHash: string, by = boris, decision: 'approve' | 'reject' = 'approve') =>
  inTransaction(db.pool, (sql) => reviewImage(sql, by.accountId, { leafHash, decision, reason: why }, clock.nowMs()));
const revoke = (leafHash: string) =>
  inTransaction(db.pool, (sql) => revokeImage(sql, anna.accountId, { leafHash, reason: why }, clock.nowMs()));
const codeOf = (result: { ok: true } | { ok: false; fault: { code: string } }) =>
  result.ok ? 'ok' : result.fault.code;

/** Has a wallet send what the list asks for, and looks at the contract again. */
async function carry(act: string, wallet: WalletSender): Promise<void> {
  const { messages } = await allowList.view();
  const wanted = messages.find((it) => it.act === act);
  if (!wanted) throw new Error(`nothing of ${act} is asked for`);
  unwrap(await wallet.send([transferOf(wanted.message)]));
  await allowList.look();
}
const listed = async () => (await allowList.published()).images.map(({ leaf }) => leaf);
const actsLeft = async () => (await allowList.view()).messages.map(({ act }) => act);

it('without a contract nothing is allowed, and before it was read nothing is known', async () => {
  expect(await createAllowList({ ...parts, terms: null }).allowed()).toEqual({ version: 'none', measurements: [] });
  expect(await allowList.allowed()).toBeNull();
  await allowList.look();
  expect(await allowList.allowed()).toEqual({ version: '0.0', measurements: [] });
  expect(await allowList.view()).toMatchObject({
    contract: { isDeployed: false, size: 0 },
    isOurTree: true,
    messages: [],
  });
});

it('an image is let in by another admin than the one who proposed it, and decided once', async () => {
  const { leafHash } = unwrap(await propose(imageOf('1')));
  expect(codeOf(await propose(imageOf('1'), boris))).toBe('image_known');
  expect(codeOf(await review(leafHash, anna))).toBe('image_second_admin');
  expect(codeOf(await revoke(leafHash))).toBe('image_state');
  expect(await Promise.all([review(leafHash), review(leafHash)]).then((both) => both.map(codeOf).toSorted())).toEqual([
    ...['image_state', 'ok'],
  ]);
  expect(codeOf(await review('00'.repeat(32)))).toBe('not_found');
  const bad = unwrap(await propose(imageOf('2')));
  unwrap(await review(bad.leafHash, boris, 'reject'));
  expect(codeOf(await propose(imageOf('2')))).toBe('image_known');
});

it('what is typed must be a leaf, in any order', async () => {
  for (const leaf of ['', '{}', imageOf('9').replace('snp', 'sgx'), imageOf('9').replace('"gpu"', '"gpus"')])
    expect(codeOf(await propose(leaf))).toBe('invalid_input');
});

it('it is in force when the contract says so: a day after its owner has proposed the tree', async () => {
  expect(await actsLeft()).toEqual(['propose']);
  expect(await allowList.allowed()).toEqual({ version: '0.0', measurements: [] });
  await carry('propose', owner);
  expect(await allowList.view()).toMatchObject({ contract: { isDeployed: true, size: 0 }, isOurProposal: true });
  expect(await allowList.published()).toMatchObject({ images: [], coming: [imageOf('1')] });
  await local('advance', { seconds: LIST_DELAY_SECONDS });
  clock.set(devnet.chain.now() * 1_000);
  expect(await actsLeft()).toEqual(['activate', 'cancel']);
  await carry('activate', guardian);
  expect(await listed()).toEqual([imageOf('1')]);
  expect(await actsLeft()).toEqual(['revoke_all']);
  expect(await allowList.allowed()).toEqual({
    version: '1.0',
    measurements: [{ platform: 'snp', measurement: register('1') }],
  });
});

it('a device believes what is published', async () => {
  const { contract, images } = await allowList.published();
  const [{ leaf, proof } = { leaf: '', proof: null }] = images;
  expect((await checkAllowed(leaf, proof, contract, 1)).ok).toBe(true);
  expect(await checkAllowed(leaf, proof, contract, 2)).toMatchObject({ fault: { code: 'allow_list_rolled_back' } });
});

it('a read that fails changes nothing, and is said', async () => {
  const before = await allowList.published();
  await local('switches', { isDown: true });
  await allowList.look();
  expect(await allowList.published()).toEqual(before);
  expect((await allowList.view()).troubleSinceMs).toBe(clock.nowMs());
  await local('switches', { isDown: false });
  await allowList.look();
  expect((await allowList.view()).troubleSinceMs).toBeNull();
});

it('a tree of somebody else’s is not believed, and is pointed out', async () => {
  const { leafHash } = unwrap(await propose(imageOf('3')));
  unwrap(await review(leafHash));
  await carry('propose', owner);
  await db.pool.query('ALTER TABLE allowed_image DISABLE TRIGGER allowed_image_immutable');
  await db.pool.query('UPDATE allowed_image SET place = 7 WHERE leaf_hash = $1', [leafHash]);
  expect((await allowList.view()).isOurProposal).toBe(true);
  await db.pool.query('UPDATE allowed_image SET place = -1 WHERE leaf_hash = $1', [leafHash]);
  expect(await allowList.view()).toMatchObject({ isOurTree: false, isOurProposal: false });
  expect(await allowList.allowed()).toBeNull();
  expect(await listed()).toEqual([]);
  await db.pool.query('UPDATE allowed_image SET place = 1 WHERE leaf_hash = $1', [leafHash]);
  await db.pool.query('ALTER TABLE allowed_image ENABLE TRIGGER allowed_image_immutable');
  await carry('cancel', guardian);
});

it('one admin revokes: all leaves of the same measurements, here at once, on chain when a wallet has sent it', async () => {
  const twin = unwrap(await propose(imageOf('1', '2')));
  unwrap(await review(twin.leafHash));
  const images = (await allowList.view()).images.filter(({ state }) => state === 'listed');
  const first = images.find(({ leaf }) => leaf === imageOf('1'));
  expect(unwrap(await revoke(first?.leafHash ?? '')).leafHashes).toHaveLength(2);
  expect(await allowList.allowed()).toEqual({ version: '1.2', measurements: [] });
  expect((await actsLeft()).slice(0, 2)).toEqual(['revoke', 'revoke']);
  await carry('revoke', guardian);
  await carry('revoke', guardian);
  const { contract, images: left } = await allowList.published();
  expect(contract).toMatchObject({ version: 3, revoked: expect.arrayContaining([first?.leafHash, twin.leafHash]) });
  const verdict = await checkAllowed(left[0]?.leaf ?? null, left[0]?.proof, contract, 0);
  expect(verdict).toMatchObject({ fault: { code: 'measurement_revoked' } });
});

it('what was decided stays as it was', async () => {
  for (const statement of [
    `UPDATE allowed_image SET leaf = leaf || ' '`,
    `UPDATE allowed_image SET state = 'listed', place = 9 WHERE state = 'rejected'`,
    `UPDATE allowed_image SET state = 'listed', revoked_at = NULL WHERE state = 'revoked'`,
    'DELETE FROM allowed_image',
  ])
    await expect(db.pool.query(statement)).rejects.toThrow(/allowed_image/);
});

it('a server that lags does not bring an older list back', async () => {
  const now = await allowList.published();
  const { rows } = await db.pool.query('SELECT version FROM allow_list_state');
  await db.pool.query('UPDATE allow_list_state SET version = version + 5');
  await allowList.look();
  expect((await allowList.view()).troubleSinceMs).not.toBeNull();
  await db.pool.query('UPDATE allow_list_state SET version = $1', [rows[0]?.version]);
  expect(await allowList.published()).toEqual(now);
});

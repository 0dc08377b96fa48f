import { canonicalJson } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { Measurements } from '../attestation/index.ts';
import {
  type AllowedImage,
  type AllowListState,
  checkAllowed,
  checkMachineAllowed,
  leafHashHex,
  leafText,
  proveList,
  readLeaf,
  readLeafJson,
  rootOfList,
} from './index.ts';

const register = (digit: string) => digit.repeat(96);
const imageOf = (digit: string): AllowedImage => ({
  measurements: {
    platform: 'tdx',
    ...{ mrTd: register(digit), rtmr0: register('a'), rtmr1: register('b'), rtmr2: register('c') },
    composeHash: digit.repeat(64),
  },
  image: { name: 'spindle-node', version: `0.${digit}`, digest: `sha256:${digit.repeat(64)}` },
  gpu: 'HOPPER',
});
const machineOf = (digit: string): Measurements => ({
  platform: 'tdx',
  ...{ mrTd: register(digit), rtmr0: register('a'), rtmr1: register('b'), rtmr2: register('c'), rtmr3: register('d') },
  ...{ mrConfigId: register('0'), mrOwner: register('0'), mrOwnerConfig: register('0') },
  composeHash: digit.repeat(64),
});

async function setup(digits: string, changes: Partial<AllowListState> = {}) {
  const leaves = [...digits].map((digit) => leafText(imageOf(digit)));
  const state: AllowListState = { version: 7, ...(await rootOfList(leaves)), revoked: [], ...changes };
  return { leaves, state, images: await proveList(leaves) };
}

const codeOf = (verdict: Awaited<ReturnType<typeof checkAllowed>>) => (verdict.ok ? 'ok' : verdict.fault.code);

describe('an image', () => {
  it.each(['1', '12', '123', '12345', '1234567'])('of the list «%s» is allowed, each one', async (digits) => {
    const { images, state } = await setup(digits);
    for (const [at, { leaf, proof }] of images.entries()) {
      const verdict = await checkAllowed(leaf, proof, state, 7);
      expect(verdict).toEqual({ ok: true, value: imageOf(digits[at] ?? '') });
    }
  });

  it.each<[code: string, changes: (it: Awaited<ReturnType<typeof setup>>) => [unknown, unknown, unknown]]>([
    ['nothing_allowed', ({ images: [it], state }) => [it?.leaf, it?.proof, { ...state, size: 0 }]],
    ['not_allowed', ({ state }) => [null, null, state]],
    ['allow_list_rolled_back', ({ images: [it], state }) => [it?.leaf, it?.proof, { ...state, version: 6 }]],
    ['allow_list_rolled_back', ({ state }) => [null, null, { ...state, version: 6, size: 0 }]],
    ['proof_wrong', ({ images: [it, other], state }) => [it?.leaf, other?.proof, state]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf, { ...it?.proof, size: 4 }, state]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf, { ...it?.proof, index: 2 ** 40 }, state]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf, { ...it?.proof, path: [] }, state]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf, { ...it?.proof, path: Array(50).fill(state.root) }, state]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf, null, state]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf, it?.proof, { ...state, root: '00'.repeat(32) }]],
    ['proof_wrong', ({ images: [it], state }) => [it?.leaf.replace('0.1', '0.9'), it?.proof, state]],
    ['allow_list_unreadable', ({ images: [it] }) => [it?.leaf, it?.proof, null]],
    ['allow_list_unreadable', ({ images: [it], state }) => [it?.leaf, it?.proof, { ...state, version: '7' }]],
    ['allow_list_unreadable', ({ images: [it], state }) => [it?.leaf, it?.proof, { ...state, root: 'ff' }]],
    ['allow_list_unreadable', ({ images: [it], state }) => [it?.leaf, it?.proof, { ...state, revoked: ['x'] }]],
  ])('is refused by %s', async (code, changes) => {
    const [leaf, proof, state] = changes(await setup('123'));
    expect(codeOf(await checkAllowed(typeof leaf === 'string' ? leaf : null, proof, state, 7))).toBe(code);
  });

  it('that was revoked is refused, though the tree still has it, and its brothers are not', async () => {
    const { leaves, images, state } = await setup('123');
    const revoked = [(await leafHashHex(leaves[1] ?? '')).toUpperCase()];
    const codes = images.map(({ leaf, proof }) => checkAllowed(leaf, proof, { ...state, revoked }, 0).then(codeOf));
    expect(await Promise.all(codes)).toEqual(['ok', 'measurement_revoked', 'ok']);
  });
});

describe('a machine', () => {
  it('is allowed by the leaf that names what was measured of it', async () => {
    const { images, state } = await setup('123');
    expect(await checkMachineAllowed(machineOf('2'), images, state, 7)).toEqual({ ok: true, value: imageOf('2') });
    expect(codeOf(await checkMachineAllowed(machineOf('4'), images, state, 7))).toBe('not_allowed');
    expect(codeOf(await checkMachineAllowed(machineOf('4'), [], { ...state, size: 0 }, 7))).toBe('nothing_allowed');
    expect(codeOf(await checkMachineAllowed(machineOf('2'), images, state, 8))).toBe('allow_list_rolled_back');
  });

  it('is not allowed by a leaf that was slipped in among those of the list', async () => {
    const { images, state } = await setup('123');
    const slipped = images.map(({ proof }) => ({ leaf: leafText(imageOf('4')), proof }));
    expect(codeOf(await checkMachineAllowed(machineOf('4'), slipped, state, 7))).toBe('proof_wrong');
  });

  it('is allowed by a second leaf when the first that names it was revoked', async () => {
    const again = { ...imageOf('2'), image: { ...imageOf('2').image, version: '0.2.1' } };
    const leaves = [leafText(imageOf('2')), leafText(again)];
    const revoked = [await leafHashHex(leaves[0] ?? '')];
    const state = { version: 1, ...(await rootOfList(leaves)), revoked };
    const verdict = await checkMachineAllowed(machineOf('2'), await proveList(leaves), state, 0);
    expect(verdict).toEqual({ ok: true, value: again });
  });
});

describe('a leaf', () => {
  const snp: AllowedImage = {
    measurements: { platform: 'snp', measurement: register('1'), hostData: '2'.repeat(64), idKeyDigest: register('3') },
    image: { name: 'spindle node', version: '1', digest: `sha256:${'0'.repeat(64)}` },
    gpu: 'none',
  };
  const whole: AllowedImage = {
    measurements: {
      platform: 'tdx',
      ...{ mrTd: register('1'), rtmr0: register('2'), rtmr1: register('3'), rtmr2: register('4') },
      ...{ mrConfigId: register('e'), rtmr3: register('f'), composeHash: '5'.repeat(64) },
    },
    ...{ image: imageOf('1').image, gpu: 'none' },
  };

  it('is read as it was written, and is bound to these bytes', async () => {
    for (const image of [imageOf('1'), snp, whole]) expect(readLeaf(leafText(image))).toEqual(image);
    expect(leafText(snp)).toMatch(/^\{"gpu":"none","image":\{"digest":.*"platform":"snp"\},"v":1\}$/);
    expect(await leafHashHex(leafText(snp))).toBe('db6e94651ed564a15c91011c88e143903fe100247dc9d387c8998aab698075d5');
  });

  it.each<[string, (leaf: string) => string]>([
    ['no JSON', () => '{'],
    ['white space', (leaf) => leaf.replace('{', '{ ')],
    ['a name that nobody reads', (leaf) => leaf.replace('{', '{"a":1,')],
    ['a measurement that nobody compares', (leaf) => leaf.replace('"mrTd"', '"mrTa":"","mrTd"')],
    ['a register missing', (leaf) => leaf.replace(/"rtmr2":"c+"/, '"rtmr2":""')],
    ['neither last register nor program list', (leaf) => leaf.replace(/"composeHash":"1+",/, '')],
    ['capitals', (leaf) => leaf.replace(/"rtmr0":"a+"/, (it) => it.toUpperCase().replace('RTMR0', 'rtmr0'))],
    ['a short digest', (leaf) => leaf.replace('sha256:11', 'sha256:')],
    ['another platform', (leaf) => leaf.replace('"tdx"', '"sgx"')],
    ['other GPUs', (leaf) => leaf.replace('HOPPER', 'ANY')],
    ['another version of the form', (leaf) => leaf.replace('"v":1', '"v":2')],
    ['a list in its place', () => '[]'],
  ])('with %s is refused, even where the tree has it', async (_, change) => {
    const leaf = change(leafText(imageOf('1')));
    const state = { version: 1, ...(await rootOfList([leaf])), revoked: [] };
    const [listed] = await proveList([leaf]);
    expect(codeOf(await checkAllowed(leaf, listed?.proof, state, 0))).toBe('allow_list_unreadable');
  });

  it('that people type may be in any order, and is refused with a field that nobody reads', () => {
    const typed = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(leafText(whole))).reverse()), null, 2);
    expect(readLeafJson(typed)).toEqual({ ok: true, value: whole });
    for (const wrong of ['', '{}', '[]', typed.replace('{', '{"a":1,'), typed.replace('"mrTd"', '"mrtd"')])
      expect(readLeafJson(wrong)).toMatchObject({ ok: false, fault: { code: 'allow_list_unreadable' } });
  });

  it('is canonical JSON', () => {
    expect(leafText(whole)).toBe(canonicalJson(JSON.parse(leafText(whole))));
  });
});

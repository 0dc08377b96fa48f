import {
  type AllowedImage,
  type AllowListState,
  leafHashHex,
  leafText,
  proveList,
  rootOfList,
} from '../../allow-list/index.ts';
import { seedHex } from './seeded.ts';

const VERSION = 7;
const register = (name: string) => seedHex(`image ${name}`, 48);
const imageOf = (name: string): AllowedImage => ({
  measurements: {
    platform: 'tdx',
    ...{ mrTd: register('td'), rtmr0: register('rtmr0'), rtmr1: register('rtmr1'), rtmr2: register('rtmr2') },
    composeHash: seedHex(`compose ${name}`),
  },
  image: { name: 'spindle-node', version: name, digest: `sha256:${seedHex(`digest ${name}`)}` },
  gpu: 'HOPPER',
});

interface Shown {
  leaf: string | null;
  proof: unknown;
  state: unknown;
  /** The highest version that the device has met before. */
  seenVersion: number;
}

/** A list of allowed images with what its contract says, and what of it a device refuses. */
export async function makeAllowList() {
  const leaves = ['0.1.0', '0.1.1', '0.2.0', '0.2.1', '0.3.0'].map((name) => leafText(imageOf(name)));
  const state: AllowListState = { version: VERSION, ...(await rootOfList(leaves)), revoked: [] };
  const images = await proveList(leaves);
  const [shown, other] = images.map(({ leaf, proof }): Shown => ({ leaf, proof, state, seenVersion: VERSION }));
  if (!shown || !other) throw new Error('a list has leaves');
  const refused = refusals(shown, other, await leafHashHex(leaves[0] ?? ''));
  return {
    state,
    images: await Promise.all(images.map(async (image) => ({ ...image, leafHash: await leafHashHex(image.leaf) }))),
    seenVersion: VERSION,
    /** Of the first image: what is shown in place of what. */
    refused,
  };
}

type Refusal = { what: string; code: string; change: Partial<Shown> };

function refusals({ leaf, proof, state }: Shown, other: Shown, hash: string): Refusal[] {
  const of = (changes: object) => Object.assign({}, state, changes);
  const proofOf = (changes: object) => Object.assign({}, proof, changes);
  const spaced = `${leaf} `;
  const unlisted = leafText(imageOf('6.6.6'));
  return [
    { what: 'an older list than this device has met', code: 'allow_list_rolled_back', change: { seenVersion: 8 } },
    { what: 'an empty list', code: 'nothing_allowed', change: { state: of({ size: 0 }) } },
    { what: 'a list without this image', code: 'not_allowed', change: { leaf: null } },
    { what: 'an image that was revoked', code: 'measurement_revoked', change: { state: of({ revoked: [hash] }) } },
    { what: 'an image slipped in', code: 'proof_wrong', change: { leaf: unlisted } },
    { what: 'the proof of another image', code: 'proof_wrong', change: { proof: other.proof } },
    { what: 'a proof for another size', code: 'proof_wrong', change: { proof: proofOf({ size: 4 }) } },
    { what: 'no proof', code: 'proof_wrong', change: { proof: null } },
    { what: 'another root', code: 'proof_wrong', change: { state: of({ root: '00'.repeat(32) }) } },
    { what: 'a leaf with a space behind it', code: 'proof_wrong', change: { leaf: spaced } },
    { what: 'a state without a version', code: 'allow_list_unreadable', change: { state: of({ version: '7' }) } },
  ];
}

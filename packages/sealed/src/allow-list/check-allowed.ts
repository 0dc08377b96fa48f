import { hex, utf8 } from '@spindle/shared';
import { JsonReader } from '../attestation/json.ts';
import { must, Refusal, refuse } from '../attestation/refusal.ts';
import { type AllowedImage, readLeaf } from './allowed-image.ts';
import type { AllowListState, AllowVerdict } from './shapes.ts';
import { leafHash, rootOfPath } from './tree.ts';

const HASH_BYTES = 32;
/** No path of a tree that fits into memory is longer. */
const LONGEST_PATH = 40;
const MOST_REVOKED = 10_000;

/**
 * Whether an image stands on the list that the contract names. Never throws for what somebody sent.
 * Refusals: `allow_list_rolled_back`, `nothing_allowed`, `not_allowed`, `measurement_revoked`, `proof_wrong`,
 * `allow_list_unreadable`.
 * @param leaf its canonical JSON; null when the list has none for this machine. @param proof what the market says of it
 * ({@link InclusionProof}). @param state what the contract says ({@link AllowListState}). @param seenVersion the
 * highest version that this device has met, 0 for none; keep the greater of it and the state's afterwards.
 */
export async function checkAllowed(
  leaf: string | null,
  proof: unknown,
  state: unknown,
  seenVersion: number,
): Promise<AllowVerdict> {
  try {
    return { ok: true, value: await proveAllowed(leaf, proof, readListState(state), seenVersion) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, fault: error.fault };
    throw error;
  }
}

async function proveAllowed(
  leaf: string | null,
  proof: unknown,
  state: AllowListState,
  seen: number,
): Promise<AllowedImage> {
  const { version } = state;
  must(version >= seen, 'allow_list_rolled_back', { version, seen });
  must(state.size > 0, 'nothing_allowed', { version });
  if (leaf === null) return refuse('not_allowed', { version });
  const hash = await leafHash(utf8(leaf));
  // Before the proof: a revoked image is not worth one, and whoever looks at it should hear why.
  must(!state.revoked.includes(hex(hash)), 'measurement_revoked', { leaf: hex(hash), version });
  must(await leadsToRoot(hash, proof, state), 'proof_wrong', { leaf: hex(hash), version });
  return readLeaf(leaf);
}

async function leadsToRoot(hash: Uint8Array, proof: unknown, { root, size }: AllowListState): Promise<boolean> {
  const json = new JsonReader(proof, '', () => refuse('proof_wrong', { leaf: hex(hash) }));
  if (json.at('size').count(Number.MAX_SAFE_INTEGER) !== size) return false;
  const path = json
    .at('path')
    .list(LONGEST_PATH)
    .map((it) => it.bytes(HASH_BYTES));
  const found = await rootOfPath(hash, json.at('index').count(Number.MAX_SAFE_INTEGER), size, path);
  return found !== null && hex(found) === root;
}

/** What somebody says that the contract says. Refusal: `allow_list_unreadable`. */
export function readListState(state: unknown): AllowListState {
  const json = new JsonReader(state, '', (what) => refuse('allow_list_unreadable', { what: what || 'state' }));
  const count = (name: string) => json.at(name).count(Number.MAX_SAFE_INTEGER);
  const bytes = (it: JsonReader) => hex(it.bytes(HASH_BYTES));
  const revoked = json.at('revoked').list(MOST_REVOKED).map(bytes);
  return { version: count('version'), root: bytes(json.at('root')), size: count('size'), revoked };
}

import { digest } from '../attestation/digest.ts';

/*
 * The Merkle tree of RFC 6962 (§2.1): leaves and inner nodes are hashed under different prefixes, so neither can pass
 * for the other. Hashes are 32 bytes.
 */
const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

export const leafHash = (leaf: Uint8Array): Promise<Uint8Array> => digest('SHA-256', LEAF_PREFIX, leaf);

export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Uint8Array> =>
  digest('SHA-256', NODE_PREFIX, left, right);

/** The hash of the whole tree (RFC 6962 §2.1, MTH). Without a leaf it is the SHA-256 of nothing. */
export async function treeRoot(leaves: readonly Uint8Array[]): Promise<Uint8Array> {
  const [only, another] = leaves;
  if (!only) return digest('SHA-256');
  if (!another) return leafHash(only);
  const middle = splitOf(leaves.length);
  return nodeHash(await treeRoot(leaves.slice(0, middle)), await treeRoot(leaves.slice(middle)));
}

/** What proves that a leaf is in the tree (RFC 6962 §2.1.1, PATH), from the leaf up. Throws when there is no such leaf. */
export async function inclusionPath(leaves: readonly Uint8Array[], index: number): Promise<Uint8Array[]> {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`the tree has no leaf ${index}`);
  if (leaves.length === 1) return [];
  const middle = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return index < middle
    ? [...(await inclusionPath(left, index)), await treeRoot(right)]
    : [...(await inclusionPath(right, index - middle)), await treeRoot(left)];
}

/**
 * The root that a leaf's path leads to (RFC 9162 §2.1.3.2, the same tree); null when a path of this length cannot
 * belong to leaf `index` of `size`.
 */
export async function rootOfPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): Promise<Uint8Array | null> {
  if (!(index >= 0 && index < size)) return null;
  let [at, last, root] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      root = await nodeHash(beside, root);
      // The right edge of the tree has no brother until the first level on which it is a right child.
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      root = await nodeHash(root, beside);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

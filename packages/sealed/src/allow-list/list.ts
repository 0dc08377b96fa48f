import { hex, utf8 } from '@spindle/shared';
import type { ListedImage } from './shapes.ts';
import { inclusionPath, leafHash, treeRoot } from './tree.ts';

/** What names an image on the list, and in the contract when it is revoked: 32 bytes of hex. */
export const leafHashHex = async (leaf: string): Promise<string> => hex(await leafHash(utf8(leaf)));

/** Root and size of the list that has these leaves in this order. */
export async function rootOfList(leaves: readonly string[]): Promise<{ root: string; size: number }> {
  return { root: hex(await treeRoot(leaves.map(utf8))), size: leaves.length };
}

/** Every leaf with its proof, in their order. */
export async function proveList(leaves: readonly string[]): Promise<ListedImage[]> {
  const bytes = leaves.map(utf8);
  const prove = async (leaf: string, index: number): Promise<ListedImage> => {
    const path = await inclusionPath(bytes, index);
    return { leaf, proof: { index, size: leaves.length, path: path.map(hex) } };
  };
  return Promise.all(leaves.map(prove));
}

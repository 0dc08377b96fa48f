import { readFileSync } from 'node:fs';
import { leafHashHex, rootOfList } from '@spindle/sealed/allow-list';
import { canonicalJson } from '@spindle/shared';
import { readStanding } from '@spindle/ton/standing';
import * as z from 'zod';
import type { Line } from './served-build.ts';

const Leaf = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['miniapp', 'sidecar']),
  version: z.string().regex(/^[\w.-]{1,40}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A build that was published: what it is, and the hash of it. */
export type PublishedBuild = z.infer<typeof Leaf>;

/** Every build that was ever published, in the order of the tree whose root stands in the contract. */
export const readBuildList = (file: string): PublishedBuild[] =>
  z.array(Leaf).parse(JSON.parse(readFileSync(file, 'utf8')));

export const leavesOf = (builds: readonly PublishedBuild[]): string[] => builds.map((it) => canonicalJson({ ...it }));

export interface BuildContract {
  address: string;
  chainUrl: string;
  networkId: number;
}

/** Whether a build stands on the list of the contract, and was not taken back. A chain that is silent is no yes. */
export async function checkOnChain(
  builds: readonly PublishedBuild[],
  kind: PublishedBuild['kind'],
  hash: string,
  { address, chainUrl, networkId }: BuildContract,
): Promise<Line> {
  const check = 'on chain';
  const leaves = leavesOf(builds);
  const at = builds.findIndex((it) => it.kind === kind && it.hash === hash);
  const leaf = leaves[at];
  if (leaf === undefined) return { check, ok: false, detail: 'this build was never published' };
  const standing = await readStanding(
    { baseUrl: chainUrl, networkId, purpose: 'builds' },
    address,
    await leafHashHex(leaf),
  );
  if (!standing) return { check, ok: false, detail: 'the contract could not be read: nothing is known' };
  const tree = await rootOfList(leaves.slice(0, standing.size));
  if (at >= standing.size) return { check, ok: false, detail: 'this build is proposed, and does not count yet' };
  if (tree.root !== standing.root) return { check, ok: false, detail: 'the contract has another list of builds' };
  if (standing.isRevoked) return { check, ok: false, detail: 'this build was taken back' };
  return { check, ok: true, detail: `${builds[at]?.version}, list ${standing.version}` };
}

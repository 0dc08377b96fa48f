import type { ChainReader } from '@spindle/ton';

/** Blocks never change, so each is read once; the oldest known is forgotten first. */
const MOST_KNOWN = 1_000;

/** When the block that evidence names was made: by its root hash, in milliseconds. */
export type FindBlock = (seqno: number | null) => Promise<ReadonlyMap<string, number> | null>;

/**
 * Looks up on the chain what evidence says of a block: that is a hint where to look, never believed.
 * @returns a function that gives the block by its root hash, none where there is no such block, and null when the chain
 * could not be read, so that nothing may be concluded.
 */
export function createFindBlock(reader: Pick<ChainReader, 'block'>): FindBlock {
  const known = new Map<number, ReadonlyMap<string, number>>();
  return async (seqno) => {
    if (seqno === null) return new Map();
    const before = known.get(seqno);
    if (before) return before;
    const block = await reader.block(seqno);
    if (!block.ok) return null;
    // It may come yet, so its absence is not remembered.
    if (block.value === 'unseen') return new Map();
    const found = new Map([[block.value.rootHash, block.value.timeSeconds * 1_000]]);
    const [oldest] = known.keys();
    if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    known.set(seqno, found);
    return found;
  };
}

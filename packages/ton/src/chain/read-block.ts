import { ok } from '@spindle/shared';
import * as z from 'zod/mini';
import { type ChainResult, type Toncenter, unreachable } from './toncenter.ts';

const Blocks = z.object({
  blocks: z.array(z.object({ root_hash: z.string(), gen_utime: z.string().check(z.regex(/^\d{1,12}$/)) })),
});

/** A block of the masterchain. */
export interface ChainBlock {
  seqno: number;
  /** 32 bytes, lower-case hex: nobody could name it before the block was made. */
  rootHash: string;
  timeSeconds: number;
}

/** @returns `unseen` for a block that this server does not have, or not yet. */
export async function readBlock(toncenter: Toncenter, seqno: number): Promise<ChainResult<ChainBlock | 'unseen'>> {
  const query = { workchain: '-1', shard: '8000000000000000', seqno: String(seqno), limit: '1' };
  const answer = await toncenter.get('blocks', query, Blocks);
  if (!answer.ok) return answer;
  const [block] = answer.value.blocks;
  if (!block) return ok('unseen');
  const rootHash = Buffer.from(block.root_hash, 'base64').toString('hex');
  if (rootHash.length !== 64) return unreachable('the block has no hash');
  return ok({ seqno, rootHash, timeSeconds: Number(block.gen_utime) });
}

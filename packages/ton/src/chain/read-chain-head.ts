import { ok } from '@spindle/shared';
import * as z from 'zod/mini';
import type { ChainResult, Toncenter } from './toncenter.ts';

const MasterchainInfo = z.object({
  last: z.object({ seqno: z.number(), gen_utime: z.string().check(z.regex(/^\d{1,12}$/)) }),
});

/** The newest block of the masterchain that a server has. What it holds is final. */
export interface ChainHead {
  seqno: number;
  /** When it was made, in Unix seconds. */
  timeSeconds: number;
}

export async function readChainHead(toncenter: Toncenter): Promise<ChainResult<ChainHead>> {
  const answer = await toncenter.get('masterchainInfo', {}, MasterchainInfo);
  if (!answer.ok) return answer;
  const { seqno, gen_utime } = answer.value.last;
  return ok({ seqno, timeSeconds: Number(gen_utime) });
}

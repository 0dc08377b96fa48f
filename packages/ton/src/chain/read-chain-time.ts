import { ok } from '@spindle/shared';
import * as z from 'zod/mini';
import type { ChainResult, Toncenter } from './toncenter.ts';

const MasterchainInfo = z.object({ last: z.object({ gen_utime: z.string().check(z.regex(/^\d{1,12}$/)) }) });

/** When the newest block was made, in Unix seconds. */
export async function readChainTime(toncenter: Toncenter): Promise<ChainResult<number>> {
  const answer = await toncenter.get('masterchainInfo', {}, MasterchainInfo);
  return answer.ok ? ok(Number(answer.value.last.gen_utime)) : answer;
}

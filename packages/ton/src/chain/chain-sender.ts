import { ok } from '@spindle/shared';
import * as z from 'zod/mini';
import { type ChainResult, Toncenter, type ToncenterOptions } from './toncenter.ts';

/** Hands external messages to the network. */
export interface ChainSender {
  /**
   * @param boc base64.
   * @returns ok when the network took it, which is not yet done; after `chain_unreachable` it is unknown whether it did.
   */
  sendBoc(boc: string): Promise<ChainResult<null>>;
}

/** @example createChainSender({ baseUrl: 'https://toncenter.com', apiKey }) */
export function createChainSender(options: ToncenterOptions): ChainSender {
  const toncenter = new Toncenter(options);
  return {
    sendBoc: async (boc) => {
      const answer = await toncenter.call('sendBoc', { boc }, z.unknown());
      return answer.ok ? ok(null) : answer;
    },
  };
}

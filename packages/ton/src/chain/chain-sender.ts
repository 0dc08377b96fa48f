import { ok } from '@spindle/shared';
import * as z from 'zod/mini';
import { type ChainResult, Toncenter, type ToncenterOptions, unreachable } from './toncenter.ts';

/** Hands external messages to the network. */
export interface ChainSender {
  /**
   * @param boc base64.
   * @returns ok when the network took it, which is not yet done; after `chain_unreachable` it is unknown whether it did.
   */
  sendBoc(boc: string): Promise<ChainResult<null>>;
}

/**
 * By one server or by all of several: a message that comes twice counts once, and one server that took it is enough.
 * @example createChainSender({ baseUrl: 'https://toncenter.com', apiKey })
 */
export function createChainSender(options: ToncenterOptions | readonly ToncenterOptions[]): ChainSender {
  const servers = [options].flat().map((one) => new Toncenter(one));
  return {
    sendBoc: async (boc) => {
      const answers = await Promise.all(servers.map((server) => server.call('sendBoc', { boc }, z.unknown())));
      return answers.some((answer) => answer.ok) ? ok(null) : unreachable('no server took the message');
    },
  };
}

import { SEND_TRANSACTION_ERROR_CODES as CODES } from '@tonconnect/protocol';
import * as z from 'zod/mini';
import { type RpcAnswer, rpcError } from './answers.ts';
import type { DevWallet } from './dev-wallet.ts';
import { sendTransaction } from './send-transaction.ts';
import { type Asked, atOnce, type WalletWorld } from './world.ts';

const AppRequestSchema = z.object({
  id: z.union([z.string(), z.number()]),
  method: z.string(),
  params: z.optional(z.array(z.string())),
});

/** Answers a request of a site, by either bridge. Whoever was not let in is unknown. */
export function answerRequest(world: WalletWorld, wallet: DevWallet, siteId: string, raw: unknown): Asked<RpcAnswer> {
  const parsed = AppRequestSchema.safeParse(raw);
  if (!parsed.success) return atOnce(rpcError('0', CODES.BAD_REQUEST_ERROR, 'Malformed request'));
  const { method, params = [] } = parsed.data;
  const id = String(parsed.data.id);
  const site = wallet.findSite(siteId);
  if (!site) return atOnce(rpcError(id, CODES.UNKNOWN_APP_ERROR, 'Unknown app'));
  switch (method) {
    case 'sendTransaction':
      return sendTransaction(world, wallet, site, { id, params });
    case 'disconnect':
      wallet.forget(siteId);
      return atOnce({ id, result: {} });
    default:
      return atOnce(rpcError(id, CODES.METHOD_NOT_SUPPORTED, `Method ${method} is not supported`));
  }
}

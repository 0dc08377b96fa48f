import { Address, Cell } from '@ton/core';
import { SEND_TRANSACTION_ERROR_CODES as CODES } from '@tonconnect/protocol';
import * as z from 'zod/mini';
import { submitExternal } from '../chain/index.ts';
import { MAX_MESSAGES, type RpcAnswer, rpcError } from './answers.ts';
import type { DevWallet } from './dev-wallet.ts';
import { previewTransfer } from './preview-transfer.ts';
import { WALLET_NETWORK } from './signer.ts';
import type { Site } from './wallet-file.ts';
import { type Asked, atOnce, type WalletWorld } from './world.ts';

const MAX_LIFE_SECONDS = 5 * 60;

const boc = z.string().check(z.refine((text) => isBoc(text), 'is no BoC in base64'));
const TransferSchema = z.object({
  valid_until: z.optional(z.int()),
  network: z.optional(z.string()),
  from: z.optional(z.string()),
  messages: z
    .array(
      z.object({
        /** Friendly only: a raw address does not say whether what is refused comes back. */
        address: z.string().check(z.refine((text) => Address.isFriendly(text), 'is no friendly address')),
        amount: z.string().check(z.regex(/^\d+$/, 'is no amount in nano')),
        payload: z.optional(boc),
        stateInit: z.optional(boc),
      }),
    )
    .check(z.minLength(1), z.maxLength(MAX_MESSAGES)),
});
type Transfer = z.output<typeof TransferSchema>;

/** Asks the person to send coins, signs when they approve, and hands the message to the chain. */
export function sendTransaction(
  { chain, switches, desk }: WalletWorld,
  wallet: DevWallet,
  site: Site,
  request: { id: string; params: readonly string[] },
): Asked<RpcAnswer> {
  const read = readTransfer(wallet, request.params[0] ?? '');
  if (typeof read === 'string') return atOnce(rpcError(request.id, CODES.BAD_REQUEST_ERROR, read));
  const nowSeconds = Date.now() / 1000;
  const validUntil = Math.min(read.valid_until ?? Number.POSITIVE_INFINITY, nowSeconds + MAX_LIFE_SECONDS);
  const sign = async () => {
    const seqno = await chain.get(wallet.signer.address, 'seqno', []).then(
      ({ stackReader }) => stackReader.readNumber(),
      () => 0, // Not deployed yet: the first message does that.
    );
    // The site counts by the machine's clock, the contract by the chain's, which may be ahead.
    return wallet.signer.sign({
      messages: read.messages,
      seqno,
      validUntil: Math.floor(validUntil) + chain.aheadSeconds,
    });
  };
  const { name, domain, iconUrl } = site;
  const view = async () => ({
    site: { name, domain, iconUrl, claimsToBe: null },
    ask: await previewTransfer(chain, wallet.signer, read.messages, await sign()),
  });
  return desk.ask(wallet.name, (validUntil - nowSeconds) * 1000, view, async (approved): Promise<RpcAnswer> => {
    if (!approved) return rpcError(request.id, CODES.USER_REJECTS_ERROR, 'The person declined the transaction');
    try {
      const signed = await sign();
      await submitExternal(chain, switches, Cell.fromBase64(signed));
      return { id: request.id, result: signed };
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      return rpcError(request.id, CODES.UNKNOWN_ERROR, `The transaction was not sent: ${why}`);
    }
  });
}

/** The transfer, or what is wrong with it. */
function readTransfer(wallet: DevWallet, text: string): Transfer | string {
  const parsed = TransferSchema.safeParse(parseJson(text));
  if (!parsed.success) return `Malformed request: ${z.prettifyError(parsed.error)}`;
  const { network, from, valid_until: validUntil } = parsed.data;
  if (network !== undefined && network !== WALLET_NETWORK) return `Network ${network} is not supported`;
  if (from !== undefined && !isSame(from, wallet.signer.address)) return 'This wallet has another address than `from`';
  if (validUntil !== undefined && validUntil < Date.now() / 1000) return 'The request has expired';
  return parsed.data;
}

function isSame(text: string, address: Address): boolean {
  try {
    return Address.parse(text).equals(address);
  } catch {
    return false;
  }
}

function isBoc(text: string): boolean {
  try {
    Cell.fromBase64(text);
    return true;
  } catch {
    return false;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

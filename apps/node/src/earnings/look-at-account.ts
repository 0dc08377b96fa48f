import { fail, ok, type Result } from '@spindle/shared';
import { type ChainReader, createChainReader } from '@spindle/ton/chain';
import type { EarningsSettings } from './earnings-settings.ts';
import type { SeenOnChain } from './kept-account.ts';

const TIMEOUT_MS = 10_000;

export const readerOf = ({ url, key }: NonNullable<EarningsSettings['tonApi']>): ChainReader =>
  createChainReader({ baseUrl: url, timeoutMs: TIMEOUT_MS, ...(key && { apiKey: key }) });

/**
 * Reads an account on the chain; its code must be ours, so nothing else can pose as one.
 * @returns chain_unreachable, or channel_unknown for another contract.
 */
export async function lookAtAccount(
  reader: Pick<ChainReader, 'getChannel'>,
  address: string,
  nowMs: number,
): Promise<Result<SeenOnChain>> {
  const channel = await reader.getChannel(address);
  if (!channel.ok) return fail(channel.fault.code, channel.fault.facts);
  if (channel.value === 'absent') {
    return ok({ status: 'absent', depositedNano: 0n, claimedNano: 0n, closeAt: null, atMs: nowMs });
  }
  const { status, depositedNano, claimedNano, closeAt } = channel.value;
  return ok({ status, depositedNano, claimedNano, closeAt, atMs: nowMs });
}

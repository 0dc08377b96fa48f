import { fail, ok, type Result } from '@spindle/shared';
import { createChainReader } from '@spindle/ton/chain';
import type { ChannelState } from '@spindle/ton/channel';
import type { Command } from './read-command-line.ts';

/** An escrow as the chain has it, and the chain's clock, by which its waiting time ends. */
export interface Escrow extends ChannelState {
  address: string;
  nowSeconds: number;
}

/**
 * Reads an escrow from any API of TON; its code must be the one that this program knows, so nothing else can pose as one.
 * @returns leave_unreachable, leave_absent, leave_foreign.
 */
export async function lookAtEscrow(
  { address, apiUrl, apiKey, network }: Command,
  clockSeconds: () => number,
): Promise<Result<Escrow>> {
  const reader = createChainReader({ baseUrl: apiUrl, ...(apiKey && { apiKey }) });
  const [channel, now] = await Promise.all([reader.getChannel(address), reader.nowSeconds()]);
  if (!channel.ok && channel.fault.code === 'channel_unknown') return fail('leave_foreign');
  if (!channel.ok)
    return fail('leave_unreachable', { api: new URL(apiUrl).host, why: httpOf(channel.fault.facts?.why) });
  if (channel.value === 'absent') return fail('leave_absent', { network });
  return ok({ ...channel.value, address, nowSeconds: now.ok ? now.value : clockSeconds() });
}

/** A status says something to people (429: it wants a key); the names of exceptions do not. */
const httpOf = (why: unknown): string => (String(why).startsWith('HTTP') ? String(why) : '');

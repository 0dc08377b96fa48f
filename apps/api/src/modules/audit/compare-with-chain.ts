import { type AccountState, CHANNEL_CODE, type ChannelState, parseChannelData } from '@spindle/ton';
import { difference, type Finding, unknown } from './finding.ts';
import type { ChannelRow } from './followed-rows.repo.ts';

const CODE_HASH = CHANNEL_CODE.hash().toString('hex');

/** Whether the chain shows what the books say of a channel. `behind`: it moved on, and is read by the follower soon. */
export function compareWithChain(row: ChannelRow, state: AccountState | 'contradicted'): Finding[] | 'behind' {
  const { kind, address, cursor } = row;
  const name = `the chain has what the books say of an ${kind}` as const;
  if (state === 'contradicted') return [unknown(name, address, 'servers contradict each other')];
  const channel = channelIn(state);
  // What a closed one holds never changes again, whoever sends something to it.
  if (row.state === 'closed' && channel?.status === 'closed') return sums(row, channel);
  const { last } = state;
  if (last && last.lt > (cursor?.lt ?? 0n)) return 'behind';
  if (cursor && (last?.lt ?? 0n) < cursor.lt)
    return [unknown(name, address, 'the server does not know our cursor yet')];
  if (last?.hash !== cursor?.hash) return [difference(`${name}: its history`, address, cursor?.hash, last?.hash)];
  if (!channel)
    return row.depositedNano === 0n ? [] : [difference(`${name}: the contract`, address, 'a channel', 'none')];
  return [...sums(row, channel), ...statusOf(row, channel), ...coverOf(row, channel, state.balanceNano)];
}

function channelIn({ codeHash, data }: AccountState): ChannelState | null {
  if (codeHash !== CODE_HASH || !data) return null;
  try {
    return parseChannelData(data);
  } catch {
    return null;
  }
}

function sums({ kind, address, depositedNano, claimedNano }: ChannelRow, channel: ChannelState): Finding[] {
  const findings: Finding[] = [];
  if (channel.depositedNano !== depositedNano)
    findings.push(difference(`deposited of an ${kind}, on chain`, address, channel.depositedNano, depositedNano));
  if (channel.claimedNano !== claimedNano)
    findings.push(difference(`claimed of an ${kind}, on chain`, address, channel.claimedNano, claimedNano));
  return findings;
}

function statusOf({ kind, address, state, isLeaving }: ChannelRow, { status }: ChannelState): Finding[] {
  const ours = isLeaving ? 'open' : state;
  return ours === status ? [] : [difference(`state of an ${kind}, on chain`, address, status, ours)];
}

/** A channel that is not closed can pay all that it owes. */
function coverOf({ kind, address }: ChannelRow, channel: ChannelState, balanceNano: bigint): Finding[] {
  const owedNano = channel.status === 'closed' ? 0n : channel.depositedNano - channel.claimedNano;
  if (balanceNano >= owedNano) return [];
  return [difference(`coins of an ${kind} cover what is in it`, address, `at least ${owedNano}`, balanceNano)];
}

import type { ChildProcess } from 'node:child_process';
import { cpuMs, memoryBytes } from '../system/proc.ts';
import type { Peer, PeerName } from './peer.ts';

/** A gateway that is one process and speaks OpenAI's API. */
export function processPeer(
  name: PeerName,
  child: ChildProcess,
  url: string,
  model: string,
  headers: Record<string, string> = {},
): Peer {
  const pid = child.pid ?? 0;
  return {
    name,
    target: { kind: 'openai', url, model, headers },
    cpuMs: () => cpuMs(pid),
    besideMs: () => ({}),
    memoryBytes: () => memoryBytes(pid),
  };
}

import type { Peer } from './peer.ts';

/** The engine itself: what is late here is the load's and the machine's doing, no gateway's. */
export const directPeer = (engineUrl: string, model: string): Peer => ({
  name: 'direct',
  target: { kind: 'openai', url: `${engineUrl}/chat/completions`, model, headers: {} },
  cpuMs: () => 0,
  besideMs: () => ({}),
  memoryBytes: () => 0,
});

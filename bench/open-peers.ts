import { directPeer } from './peers/direct.ts';
import { startNginx } from './peers/nginx.ts';
import { startNodeProxy } from './peers/node-proxy.ts';
import type { Absent, Peer, PeerName } from './peers/peer.ts';
import { startPortkey } from './peers/portkey.ts';
import { type SpindleWorld, startSpindle } from './peers/spindle.ts';

export interface OpenedPeers {
  peers: Peer[];
  absent: Absent[];
  spindle: SpindleWorld;
}

/**
 * Starts every gateway before the same engine. A peer that cannot be had is left out, with the reason.
 * @param stops gets what stops the market.
 */
export async function openPeers(
  engineUrl: string,
  model: string,
  providerNodes: number,
  stops: (() => Promise<void>)[],
): Promise<OpenedPeers> {
  const spindle = await startSpindle(engineUrl, model, providerNodes, stops);
  const peers: Peer[] = [directPeer(engineUrl, model)];
  const absent: Absent[] = [];
  const others: [PeerName, (url: string, model: string) => Promise<Peer>][] = [
    ['portkey', startPortkey],
    ['node-proxy', startNodeProxy],
    ['nginx', startNginx],
  ];
  for (const [name, begin] of others) {
    try {
      peers.push(await begin(engineUrl, model));
    } catch (error) {
      absent.push({ name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  // Spindle beside Portkey, so that the two are measured in the same moments of a shared machine.
  const [direct, ...rest] = peers;
  return { peers: [...(direct ? [direct] : []), spindle.plain, spindle.sealed, ...rest], absent, spindle };
}

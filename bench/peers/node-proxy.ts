import { fileURLToPath } from 'node:url';
import { portOf, startNode } from '../system/children.ts';
import type { Peer } from './peer.ts';
import { processPeer } from './process-peer.ts';

const PROGRAM = fileURLToPath(new URL('./node-proxy.mjs', import.meta.url));

/** The least that a gateway in Node can cost. */
export async function startNodeProxy(engineUrl: string, model: string): Promise<Peer> {
  const child = startNode([PROGRAM, new URL(engineUrl).origin]);
  const port = await portOf(child);
  return processPeer('node-proxy', child, `http://127.0.0.1:${port}/v1/chat/completions`, model);
}

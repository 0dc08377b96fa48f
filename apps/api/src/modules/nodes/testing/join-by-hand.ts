import { generateSigner, type Signer } from '@spindle/sealed/node';
import { type JoinRequest, unwrap } from '@spindle/shared';
import type { NodeWorld } from './node-world.ts';
import type { TestMarket } from './test-market.ts';

const HARDWARE = { gpu: 'RTX 4090', vramGb: 24, cpu: 'cpu', ramGb: 64, os: 'linux' };

/** What a machine says when it joins; by a key of its own when none is given. */
export const joinRequest = (code: string, identityKey = generateSigner().publicKey): JoinRequest => ({
  ...{ code, identityKey, hardware: HARDWARE, program: 'spindle-node/0.1.0' },
});

/** A machine that has joined a listing of the world's provider, and does not run. */
export async function joinByHand(
  world: NodeWorld,
  market: TestMarket,
): Promise<{ listingId: string; nodeId: string; signer: Signer }> {
  const signer = generateSigner();
  const { listingId } = await world.listing();
  const { code } = unwrap(await market.nodes.makeJoinCode(world.provider, listingId));
  const { nodeId } = unwrap(await market.nodes.join(joinRequest(code, signer.publicKey)));
  return { listingId, nodeId, signer };
}

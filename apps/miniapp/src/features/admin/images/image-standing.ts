import type { AllowedImageView, AllowListView } from '../../../lib/api/index.ts';

/** How an image stands, in one word: its badge and what comes next go by it. */
export type ImageStanding =
  | 'own'
  | 'proposed'
  | 'rejected'
  | 'unknown'
  | 'unsigned'
  | 'delayed'
  | 'ready'
  | 'inForce'
  | 'revokedHere'
  | 'revoked';

type Contract = AllowListView['contract'];

/**
 * What an admin has decided counts only when the contract says so: `unsigned` waits for its owner, `delayed` for the day to be
 * over, `ready` for anybody. `unknown`: the contract was not read yet, or holds a tree that is not ours.
 */
export function imageStanding(
  image: AllowedImageView,
  contract: Contract,
  { meId, nowMs }: { meId: string | undefined; nowMs: number },
): ImageStanding {
  const { state, proposedBy, isInForce, leafHash } = image;
  if (state === 'rejected') return 'rejected';
  if (state === 'proposed') return proposedBy === meId ? 'own' : 'proposed';
  if (state === 'revoked') return contract?.revoked.includes(leafHash) ? 'revoked' : 'revokedHere';
  if (isInForce === null) return 'unknown';
  return isInForce ? 'inForce' : standingAhead(image, contract, nowMs);
}

function standingAhead({ place }: AllowedImageView, contract: Contract, nowMs: number): ImageStanding {
  const proposal = contract?.proposal;
  if (!proposal || place === null || place >= proposal.size) return 'unsigned';
  return proposal.readyAtSeconds * 1_000 > nowMs ? 'delayed' : 'ready';
}

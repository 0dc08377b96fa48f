import type { DisputeRow } from './disputes.repo.ts';

/** The rule of who decides a dispute, for what is refused and for what screens offer. */

type Sides = Pick<DisputeRow, 'openerId' | 'providerId'>;

const isSide = ({ openerId, providerId }: Sides, accountId: string): boolean =>
  accountId === openerId || accountId === providerId;

/** Nobody asks, decides or looks in their own dispute, as either side of it: the code that they are refused with. */
export const barredFromDispute = (sides: Sides, accountId: string) => (isSide(sides, accountId) ? 'dispute_own' : null);

/** What the buyer shows is for the admin who handles it: anyone while it is open, then whoever decided it. */
export const barredFromLooking = (dispute: Sides & Pick<DisputeRow, 'decidedBy'>, accountId: string) =>
  barredFromDispute(dispute, accountId) ??
  (dispute.decidedBy === null || dispute.decidedBy === accountId ? null : 'dispute_state');

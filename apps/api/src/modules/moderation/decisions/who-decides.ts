import { type WhoDecides, whoDecides } from '../who-decides.ts';

/** Why an admin may not decide on a listing, as the code that they are refused with: it is theirs, and there is another admin. */
export const barredFromListing = (ownerId: string, adminIds: readonly string[], actorId: string) =>
  actorId === ownerId && adminIds.some((id) => id !== ownerId) ? ('listing_own' as const) : null;

/** Who may decide on a listing, as one of the admins sees it. */
export function whoDecidesOnListing(
  ownerId: string,
  admins: readonly { accountId: string; firstName: string }[],
  actorId: string,
): WhoDecides {
  const ids = admins.map(({ accountId }) => accountId);
  return whoDecides(admins, actorId, (adminId) => barredFromListing(ownerId, ids, adminId));
}

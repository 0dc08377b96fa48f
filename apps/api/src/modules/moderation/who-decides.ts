/** Who may decide something, as one of the admins sees it. */
export interface WhoDecides {
  /** Why they may not themselves, as the code that they would be refused with; null: they may. */
  barred: 'not_on_yourself' | 'appeal_other_admin' | 'dispute_own' | 'review_side' | 'listing_own' | null;
  /** The other admins who may, by first name. */
  others: string[];
}

/**
 * What this admin sees, by the rule that refuses.
 * @param barredFor why an admin may not decide; null: they may.
 */
export function whoDecides(
  admins: readonly { accountId: string; firstName: string }[],
  actorId: string,
  barredFor: (adminId: string) => WhoDecides['barred'],
): WhoDecides {
  const others = admins.filter(({ accountId }) => accountId !== actorId && barredFor(accountId) === null);
  return { barred: barredFor(actorId), others: others.map(({ firstName }) => firstName) };
}

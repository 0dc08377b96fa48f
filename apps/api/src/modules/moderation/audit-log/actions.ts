/**
 * All that the log can say was done. `recordAudit` takes nothing else, and the Mini App has a look and words for each: whoever
 * adds one here is told by the compiler where these are missing.
 */
export const AUDIT_ACTIONS = [
  ...([
    'listing.approve',
    'listing.reject',
    'listing.ask',
    'listing.pause',
    'listing.ban',
    'listing.reinstate',
  ] as const),
  ...(['appeal.grant', 'appeal.refuse'] as const),
  ...(['account.ban', 'account.unban', 'role.give', 'role.take'] as const),
  ...(['dispute.ask', 'dispute.look', 'dispute.refund', 'dispute.uphold', 'dispute.refuse'] as const),
  ...(['canaries.trust', 'canaries.distrust', 'canaries.clear', 'canaries.retire'] as const),
  ...(['catalogue.model', 'catalogue.hardware', 'catalogue.hide', 'catalogue.show', 'catalogue.delete'] as const),
  ...(['catalogue.cloud-price', 'catalogue.cloud-price-renew', 'catalogue.cloud-price-remove'] as const),
  ...(['policy.announce', 'policy.cancel'] as const),
  ...(['review.hide', 'review.show', 'review.hide-answer', 'review.show-answer'] as const),
  ...(['image.propose', 'image.approve', 'image.reject', 'image.revoke'] as const),
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Null for what a newer version of the program has written. */
export const auditActionOf = (action: string): AuditAction | null =>
  AUDIT_ACTIONS.find((known) => known === action) ?? null;

import type { AuditEntry } from '../../../lib/api/index.ts';
import type { IconName } from '../../../ui/index.ts';

export type KnownAction = NonNullable<AuditEntry['known']>;

/** How each act looks that the log can tell of: the compiler asks for those that the broker adds. */
const LOOKS: Record<KnownAction, { icon: IconName; tone: 'good' | 'bad' | 'warn' }> = {
  'listing.approve': { icon: 'check', tone: 'good' },
  'listing.reject': { icon: 'close', tone: 'bad' },
  'listing.ask': { icon: 'info', tone: 'warn' },
  'listing.pause': { icon: 'stop', tone: 'warn' },
  'listing.ban': { icon: 'close', tone: 'bad' },
  'listing.reinstate': { icon: 'retry', tone: 'good' },
  'appeal.grant': { icon: 'check', tone: 'good' },
  'appeal.refuse': { icon: 'close', tone: 'bad' },
  'account.ban': { icon: 'close', tone: 'bad' },
  'account.unban': { icon: 'retry', tone: 'good' },
  'role.give': { icon: 'people', tone: 'good' },
  'role.take': { icon: 'people', tone: 'warn' },
  'image.propose': { icon: 'seal', tone: 'warn' },
  'image.approve': { icon: 'seal', tone: 'good' },
  'image.reject': { icon: 'seal', tone: 'warn' },
  'image.revoke': { icon: 'seal', tone: 'bad' },
  'dispute.ask': { icon: 'info', tone: 'warn' },
  'dispute.look': { icon: 'info', tone: 'warn' },
  'dispute.refund': { icon: 'retry', tone: 'good' },
  'dispute.uphold': { icon: 'check', tone: 'good' },
  'dispute.refuse': { icon: 'close', tone: 'bad' },
  'review.hide': { icon: 'stop', tone: 'warn' },
  'review.show': { icon: 'retry', tone: 'good' },
  'review.hide-answer': { icon: 'stop', tone: 'warn' },
  'review.show-answer': { icon: 'retry', tone: 'good' },
  'canaries.trust': { icon: 'verified', tone: 'good' },
  'canaries.distrust': { icon: 'verified', tone: 'warn' },
  'canaries.clear': { icon: 'check', tone: 'good' },
  'canaries.retire': { icon: 'retry', tone: 'warn' },
  'catalogue.model': { icon: 'slots', tone: 'good' },
  'catalogue.hardware': { icon: 'slots', tone: 'good' },
  'catalogue.hide': { icon: 'stop', tone: 'warn' },
  'catalogue.show': { icon: 'retry', tone: 'good' },
  'catalogue.delete': { icon: 'close', tone: 'bad' },
  'catalogue.cloud-price': { icon: 'wallet', tone: 'good' },
  'catalogue.cloud-price-renew': { icon: 'check', tone: 'good' },
  'catalogue.cloud-price-remove': { icon: 'close', tone: 'bad' },
  'policy.announce': { icon: 'clock', tone: 'warn' },
  'policy.cancel': { icon: 'retry', tone: 'warn' },
};

export const hasLook = (action: string): action is KnownAction => Object.hasOwn(LOOKS, action);

/** Null for an act that this app has no words for: the broker may know more than an app that was loaded yesterday. */
export function lookOf({ known }: Pick<AuditEntry, 'known'>) {
  return known !== null && hasLook(known) ? { action: known, ...LOOKS[known] } : null;
}

import { whoDecides } from '../who-decides.ts';
import type { DisputeRecord } from './disputes.repo.ts';
import type { AdminDispute, DisputeView, ProviderDispute } from './shapes.ts';
import { barredFromDispute, barredFromLooking } from './who-decides.ts';

/** What the opener sees: of the provider only what they answered. */
export function toOpenerView({
  opener: _,
  provider: __,
  providerNano: ___,
  decidedBy: ____,
  ...view
}: DisputeRecord): DisputeView {
  return view;
}

/** What the provider sees: not who asked, nor that anything was shown. */
export function toProviderView({ opener: _, provider: __, decidedBy: ___, ...view }: DisputeRecord): ProviderDispute {
  return { ...view, shown: null };
}

/** What one of the admins sees; of a dispute about answers of their own no more than other providers do. */
export function toAdminView(
  { decidedBy, ...record }: DisputeRecord,
  admins: readonly { accountId: string; firstName: string }[],
  actorId: string,
): AdminDispute {
  const row = { openerId: record.opener.accountId, providerId: record.provider.accountId, decidedBy };
  const isProvider = actorId === row.providerId;
  return {
    ...record,
    ...(isProvider && { opener: null, shown: null }),
    whoDecides: whoDecides(admins, actorId, (adminId) => barredFromDispute(row, adminId)),
    mayLook: barredFromLooking(row, actorId) === null,
  };
}

import type { DisputeRecord } from './disputes.repo.ts';
import type { AdminDispute, DisputeView, ProviderDispute } from './shapes.ts';
import { barredFromDispute, barredFromLooking, isSide } from './who-decides.ts';

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
  const others = admins.filter(({ accountId }) => accountId !== actorId && !isSide(row, accountId));
  const isProvider = actorId === row.providerId;
  return {
    ...record,
    ...(isProvider && { opener: null, shown: null }),
    whoDecides: { barred: barredFromDispute(row, actorId), others: others.map(({ firstName }) => firstName) },
    mayLook: barredFromLooking(row, actorId) === null,
  };
}

import type { EarningsOverview } from '../../../lib/api/index.ts';
import { Card } from '../../../ui/index.ts';
import { PayoutRow } from './payout-row.tsx';

/** Payouts on their way. */
export function OpenPayouts({ money }: { money: EarningsOverview }) {
  if (money.open.length === 0) return null;
  return (
    <Card isFlush>
      {money.open.map((payout) => (
        <PayoutRow key={payout.id} payout={payout} />
      ))}
    </Card>
  );
}

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins } from '../../lib/format/index.ts';
import { allowBiometry, biometryHere, haptic } from '../../lib/telegram/index.ts';
import { confirmAboveNano, keepConfirmAbove, mayStopConfirming } from '../../lib/wallet/index.ts';
import { Card, Chips, Notice } from '../../ui/index.ts';

const SUMS_NANO = [500_000_000n, 2_000_000_000n, 10_000_000_000n];
const NEVER = 'never';

/** From which amount on the phone asks for its owner. Whoever wants to be asked less has to show first who they are. */
export function ConfirmSection() {
  const { confirm: texts } = useTexts('settings');
  const language = useLanguage();
  const biometry = useQuery({ queryKey: ['biometry'], queryFn: biometryHere, staleTime: Number.POSITIVE_INFINITY });
  const [limitNano, setLimitNano] = useState(confirmAboveNano);
  const change = useMutation({
    mutationFn: async (nano: bigint | null) => (await isAllowed(limitNano, nano, texts)) && keep(nano, setLimitNano),
  });
  const isHere = biometry.data !== null && biometry.data !== undefined;
  const isOn = limitNano !== null;
  return (
    <Card>
      <div className="stack" style={{ '--gap': '10px' }}>
        <h3>{texts.title}</h3>
        {(isHere || isOn) && (
          <Chips
            label={texts.above}
            value={limitNano === null ? NEVER : String(limitNano)}
            options={[
              { value: NEVER, label: texts.never },
              ...SUMS_NANO.map((nano) => ({ value: String(nano), label: coins(nano, language) })),
            ]}
            onChange={(value) => change.mutate(value === NEVER ? null : BigInt(value))}
          />
        )}
        <p className="muted small">{isHere ? texts.about : biometry.data === null && texts.absent}</p>
        {change.data === false && (
          <Notice tone="warn" icon="warn">
            {isOn ? texts.notConfirmed : texts.notAllowed}
          </Notice>
        )}
      </div>
    </Card>
  );
}

function isAllowed(
  before: bigint | null,
  after: bigint | null,
  { reason, reasonOff }: { reason: string; reasonOff: string },
): Promise<boolean> {
  if (before === null) return allowBiometry(reason);
  const isLess = after === null || after > before;
  return isLess ? mayStopConfirming(reasonOff) : Promise.resolve(true);
}

function keep(nano: bigint | null, show: (nano: bigint | null) => void): boolean {
  keepConfirmAbove(nano);
  haptic.success();
  show(nano);
  return true;
}

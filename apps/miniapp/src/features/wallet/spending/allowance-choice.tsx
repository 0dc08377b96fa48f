import { useId } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Chips } from '../../../ui/index.ts';

const STEPS_NANO = [100_000_000n, 500_000_000n, 1_000_000_000n];

interface AllowanceChoiceProps {
  mostNano: bigint;
  value: bigint;
  onChange: (allowNano: bigint) => void;
}

/** How much may be spent without asking the device each time. */
export function AllowanceChoice({ mostNano, value, onChange }: AllowanceChoiceProps) {
  const { allowance: texts } = useTexts('wallet');
  const language = useLanguage();
  const titleId = useId();
  const steps = [...STEPS_NANO.filter((step) => step < mostNano), ...(mostNano > 0n ? [mostNano] : [])];
  const chosen = steps.findLast((step) => step <= value) ?? steps[0];
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <h3 id={titleId}>{texts.choice}</h3>
      <Chips
        label={texts.choice}
        value={String(chosen)}
        options={steps.map((step) => ({
          value: String(step),
          label: step === mostNano ? texts.all(coins(step, language)) : coins(step, language),
        }))}
        onChange={(step) => onChange(BigInt(step))}
      />
      <p className="muted tiny">{texts.about}</p>
    </div>
  );
}

import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { WalletOverview } from '../../../lib/api/index.ts';
import { Segmented, Sheet } from '../../../ui/index.ts';
import { AllowanceMode } from './allowance-mode.tsx';
import { CapFields } from './cap-fields.tsx';
import { StrictMode } from './strict-mode.tsx';

const MODES = ['allowance', 'strict'] as const;

/** What may be spent without asking, by whom, and the caps below it. */
export default function SpendingSheet({ overview, onClose }: { overview: WalletOverview; onClose: () => void }) {
  const { spending: texts } = useTexts('wallet');
  const { isStrict } = overview.spending;
  const [mode, setMode] = useState<(typeof MODES)[number]>(isStrict ? 'strict' : 'allowance');
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <Segmented
        label={texts.mode}
        value={mode}
        options={MODES.map((value) => ({ value, label: texts.modes[value] }))}
        onChange={setMode}
      />
      {mode === 'strict' ? (
        <StrictMode overview={overview} onDone={onClose} />
      ) : (
        <AllowanceMode overview={overview} onDone={onClose} />
      )}
      <CapFields spending={overview.spending} />
    </Sheet>
  );
}

import { COIN, parseCoins } from '@spindle/shared';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { typedCoins } from '../../lib/typed-amounts.ts';
import { Button, TextField } from '../../ui/index.ts';

interface LowBalanceFieldProps {
  valueNano: bigint | null;
  isBusy: boolean;
  onSave: (nano: bigint | null) => void;
}

/** Below which amount a person wants to be told. */
export function LowBalanceField({ valueNano, isBusy, onSave }: LowBalanceFieldProps) {
  const { low: texts } = useTexts('notices');
  const { actions } = useTexts('core');
  const language = useLanguage();
  const kept = valueNano === null ? '' : typedCoins(valueNano, language);
  const [text, setText] = useState(kept);
  const isEmpty = text.trim() === '';
  const nano = isEmpty ? null : parseCoins(text);
  const isWrong = !isEmpty && nano === null;
  return (
    <div className="stack" style={{ '--gap': '10px' }}>
      <TextField
        label={texts.label}
        inputMode="decimal"
        unit={COIN.symbol}
        value={text}
        onChange={setText}
        hint={texts.hint}
        fault={isWrong ? texts.wrong : null}
      />
      {text !== kept && (
        <Button look="primary" isBusy={isBusy} disabled={isWrong} onClick={() => onSave(nano)}>
          {actions.save}
        </Button>
      )}
    </div>
  );
}

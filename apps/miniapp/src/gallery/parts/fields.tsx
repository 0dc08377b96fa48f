import { useState } from 'react';
import { Card, Chips, ChoiceField, LongTextField, MultiChips, Section, Segmented, TextField } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const asOptions = (labels: readonly string[]) => labels.map((label, at) => ({ value: String(at), label }));

/** What people fill in and choose: empty, filled, wrong. */
export function Fields({ texts: { fields } }: { texts: SampleTexts }) {
  const [name, setName] = useState('');
  const [amount, setAmount] = useState('0.01');
  const [choice, setChoice] = useState('1');
  const [several, setSeveral] = useState(['0', '2']);
  return (
    <Section title={fields.title}>
      <Card>
        <div className="stack" style={{ '--gap': '16px' }}>
          <TextField label={fields.name} hint={fields.hint} value={name} onChange={setName} />
          <TextField
            label={fields.amount}
            fault={fields.fault}
            unit="TON"
            inputMode="decimal"
            value={amount}
            onChange={setAmount}
          />
          <LongTextField label={fields.question} placeholder={fields.placeholder} value={name} onChange={setName} />
          <ChoiceField
            label={fields.gpu}
            value={choice}
            groups={[
              { label: fields.desk, options: asOptions(['RTX 4090', 'RTX 3090']) },
              { label: fields.hall, options: [{ value: '9', label: 'H200' }] },
            ]}
            onChange={setChoice}
          />
        </div>
      </Card>
      <Segmented label={fields.period} value={choice} options={asOptions(fields.periods)} onChange={setChoice} />
      <Chips label={fields.tier} value={choice} options={asOptions(fields.tiers)} onChange={setChoice} />
      <MultiChips label={fields.data} values={several} options={asOptions(fields.tiers)} onChange={setSeveral} />
    </Section>
  );
}

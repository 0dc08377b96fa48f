import { useState } from 'react';
import { Button, MainAction, Notice, Section, Sheet, TextField } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

/** A panel from below with its one thing to do. */
export function Sheets({ texts: { sheets, fields, notices, presses } }: { texts: SampleTexts }) {
  const [isOpen, setIsOpen] = useState(false);
  const [name, setName] = useState('');
  const close = () => setIsOpen(false);
  return (
    <Section title={sheets.title}>
      <Button onClick={() => setIsOpen(true)}>{sheets.open}</Button>
      {isOpen && (
        <Sheet title={sheets.title} onClose={close}>
          <p className="muted">{sheets.about}</p>
          <TextField label={fields.name} hint={fields.hint} value={name} onChange={setName} />
          <Notice>{notices.plain}</Notice>
          <MainAction label={presses.pay} onPress={close} />
        </Sheet>
      )}
    </Section>
  );
}

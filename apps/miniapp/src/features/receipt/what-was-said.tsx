import { useTexts } from '../../i18n/index.ts';
import { Card, Section } from '../../ui/index.ts';
import { saidIn } from './said-in.ts';

/** What the machine said, where whoever shared the receipt chose to show it; it was held against the commitment. */
export function WhatWasSaid({ file }: { file: unknown }) {
  const texts = useTexts('seal').receipt;
  const said = saidIn(file);
  if (said === null) return null;
  return (
    <Section title={texts.said} note={texts.saidNote}>
      <Card>
        <p className="said">{said}</p>
      </Card>
    </Section>
  );
}

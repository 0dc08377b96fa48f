import { decodeDeltas } from '@spindle/sealed';
import { fromBase64url } from '@spindle/shared';
import { useTexts } from '../../i18n/index.ts';
import { Card, Section } from '../../ui/index.ts';

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

/** Text and reasoning of the pieces, in order; null where there are none. */
export function saidIn(file: unknown): string | null {
  if (typeof file !== 'object' || file === null || !('opening' in file)) return null;
  const { opening } = file;
  if (typeof opening !== 'object' || opening === null || !('pieces' in opening)) return null;
  if (!Array.isArray(opening.pieces)) return null;
  let said = '';
  for (const piece of opening.pieces) {
    const bytes = typeof piece === 'string' ? fromBase64url(piece) : null;
    const deltas = bytes && decodeDeltas(bytes);
    if (!deltas?.ok) return null;
    for (const delta of deltas.value) if ('text' in delta) said += delta.text;
  }
  return said;
}

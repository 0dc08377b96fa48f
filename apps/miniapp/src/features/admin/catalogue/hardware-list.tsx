import { useState } from 'react';
import { hardwareName, useLanguage, useTexts } from '../../../i18n/index.ts';
import type { CatalogueView } from '../../../lib/api/index.ts';
import { Badge, Button, Card, Row, Section } from '../../../ui/index.ts';
import { HardwareSheet } from './hardware-sheet.tsx';

type Hardware = CatalogueView['hardware'][number];

/** Every class of hardware, those hidden too. */
export function HardwareList({ hardware }: { hardware: Hardware[] }) {
  const { catalogue: texts } = useTexts('office');
  const language = useLanguage();
  const [open, setOpen] = useState<Hardware | 'new' | null>(null);
  return (
    <Section>
      <Button look="primary" icon="plus" isWide onClick={() => setOpen('new')}>
        {texts.addHardware}
      </Button>
      <Card isFlush>
        {hardware.map((each) => (
          <Row
            key={each.id}
            title={[each.maker, hardwareName(each.name, language)].filter(Boolean).join(' ')}
            detail={`${each.memoryGb > 0 ? `${texts.gigabytes(each.memoryGb)} · ` : ''}${texts.listings(each.listings)}`}
            end={each.isHidden && <Badge tone="warn">{texts.hidden}</Badge>}
            onPress={() => setOpen(each)}
          />
        ))}
      </Card>
      {open && <HardwareSheet hardware={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

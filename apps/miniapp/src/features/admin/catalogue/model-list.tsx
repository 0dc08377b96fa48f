import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { CatalogueView } from '../../../lib/api/index.ts';
import { Badge, Button, Card, Row, Section } from '../../../ui/index.ts';
import { ModelSheet } from './model-sheet.tsx';

type Model = CatalogueView['models'][number];

/** Every model, those hidden too, and how much stands on each. */
export function ModelList({ models }: { models: Model[] }) {
  const { catalogue: texts } = useTexts('office');
  const [open, setOpen] = useState<Model | 'new' | null>(null);
  return (
    <Section note={texts.modelsNote}>
      <Button look="primary" icon="plus" isWide onClick={() => setOpen('new')}>
        {texts.addModel}
      </Button>
      <Card isFlush>
        {models.map((model) => (
          <Row
            key={model.modelId}
            title={model.name}
            detail={
              <>
                <div className="mono tiny">{model.modelId}</div>
                <div>{texts.offers(model.offers, model.liveOffers)}</div>
              </>
            }
            end={
              <>
                {model.isHidden && <Badge tone="warn">{texts.hidden}</Badge>}
                {model.isEdited && <Badge>{texts.edited}</Badge>}
              </>
            }
            onPress={() => setOpen(model)}
          />
        ))}
      </Card>
      {open && <ModelSheet model={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

import { useTexts } from '../../../i18n/index.ts';
import type { CanaryOverview } from '../../../lib/api/index.ts';
import { Button, Card, Facts } from '../../../ui/index.ts';

interface ModelReferencesProps {
  model: CanaryOverview['models'][number];
  isBusy: boolean;
  onRetire(): void;
}

/** How many live questions of a model there are, and whose answers they are held against. */
export function ModelReferences({ model, isBusy, onRetire }: ModelReferencesProps) {
  const { desk: texts } = useTexts('proof');
  return (
    <Card>
      <div className="stack">
        <div className="mono small cut">{model.modelId}</div>
        <div className="fact-pairs">
          <Facts
            entries={[
              { name: texts.live, value: model.live },
              { name: texts.trusted, value: model.trusted },
              { name: texts.majority, value: model.majority },
              { name: texts.answers, value: model.runs },
            ]}
          />
        </div>
        <Button isWide onClick={onRetire} disabled={isBusy}>
          {texts.retire}
        </Button>
      </div>
    </Card>
  );
}

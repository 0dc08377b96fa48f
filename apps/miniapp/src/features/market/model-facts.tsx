import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ModelPage } from '../../lib/api/index.ts';
import { contextLength, parameters, shortened } from '../../lib/format/index.ts';
import { openOutside } from '../../lib/telegram/index.ts';
import { Card, Facts, Row, Section } from '../../ui/index.ts';

/** What the model is, and where its weights come from. */
export function ModelFacts({ model }: { model: ModelPage['model'] }) {
  const { model: texts } = useTexts('market');
  const language = useLanguage();
  const active = model.activeB === null ? '' : ` (${texts.active(parameters(model.activeB, language))})`;
  return (
    <Section title={texts.facts}>
      <Card>
        <Facts
          entries={[
            { name: texts.parameters + active, value: parameters(model.parametersB, language) },
            { name: texts.context, value: contextLength(model.contextLength, language) },
          ]}
        />
      </Card>
      <Card isFlush>
        <Row title={texts.license} end={<span className="muted small">{model.license}</span>} />
        <Row title={texts.revision} end={<span className="mono small">{shortened(model.revision, 10, 6)}</span>} />
        {model.sourceUrl.startsWith('https://') && (
          <Row
            title={texts.source}
            end={<span className="muted small">{new URL(model.sourceUrl).host}</span>}
            onPress={() => openOutside(model.sourceUrl)}
          />
        )}
      </Card>
    </Section>
  );
}

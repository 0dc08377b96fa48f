import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { trpc, useConfig } from '../../lib/api/index.ts';
import { openOutside } from '../../lib/telegram/index.ts';
import { Card, Chips, ChoiceField, CodeBlock, CopyButton, Row, Section, Skeleton } from '../../ui/index.ts';
import { codeSample, SAMPLES, type Sample } from './code-samples.ts';

/** One base URL to change, and a program to start from. */
export function CodeSection() {
  const { code: texts } = useTexts('build');
  const { config } = useConfig();
  const models = useQuery(trpc.market.models.queryOptions({}));
  const [sample, setSample] = useState<Sample>('curl');
  const [chosen, setChosen] = useState<string | null>(null);
  if (!config || !models.data) return <Skeleton height={320} />;
  const baseUrl = `${config.publicUrl}/v1`;
  const sold = models.data.filter(({ offers }) => offers > 0);
  const modelId = chosen ?? sold[0]?.modelId ?? 'model';
  return (
    <Section title={texts.title} note={texts.note}>
      <Card isFlush>
        <Row
          title={texts.baseUrl}
          detail={<span className="mono tiny">{baseUrl}</span>}
          end={<CopyButton text={baseUrl} isIcon />}
        />
        <Row
          title={texts.reference}
          detail={texts.referenceNote}
          onPress={() => openOutside(`${config.publicUrl}/docs`)}
        />
      </Card>
      {sold.length > 0 && (
        <ChoiceField
          label={texts.model}
          value={modelId}
          onChange={setChosen}
          groups={[{ label: texts.model, options: sold.map((model) => ({ value: model.modelId, label: model.name })) }]}
        />
      )}
      <Chips
        label={texts.language}
        value={sample}
        options={SAMPLES.map((value) => ({ value, label: texts.samples[value] }))}
        onChange={setSample}
      />
      <CodeBlock text={codeSample(sample, baseUrl, modelId)} label={texts.samples[sample]} />
    </Section>
  );
}

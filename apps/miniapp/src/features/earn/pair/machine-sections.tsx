import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { PairingView } from '../../../lib/api/index.ts';
import { engineName, whole } from '../../../lib/format/index.ts';
import { Badge, Card, Row, Section } from '../../../ui/index.ts';
import { TestRow } from './test-row.tsx';

/** What the machine found out about itself: hardware, models, and its own test. */
export function MachineSections({ pairing }: { pairing: PairingView }) {
  const texts = useTexts('pair');
  return (
    <>
      <Hardware pairing={pairing} />
      <Section title={texts.models}>
        <Card isFlush>
          {pairing.models.length === 0 && <Row title={texts.noModels} />}
          {pairing.models.map((model) => (
            <Model key={`${model.engine} ${model.name}`} model={model} />
          ))}
        </Card>
      </Section>
      <Section title={texts.test} note={texts.testAbout}>
        <Card isFlush>
          {pairing.report.selfTest.map((finding, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and a check may come twice
            <TestRow key={at} finding={finding} />
          ))}
        </Card>
      </Section>
    </>
  );
}

function Hardware({ pairing: { hardware, report, program } }: { pairing: PairingView }) {
  const texts = useTexts('pair');
  const { gpu, vramGb } = hardware;
  const card = gpu && (vramGb === null ? gpu : `${gpu}, ${texts.gigabytes(vramGb)}`);
  const proofs = (['tdx', 'sevSnp', 'gpuConfidential'] as const).filter((name) => report.enclave[name] === true);
  return (
    <Section title={texts.machine}>
      <Card isFlush>
        <Row title={texts.gpu} detail={[card ?? texts.noGpu, report.driver].filter((it) => it).join(' · ')} />
        <Row
          title={texts.cpu}
          detail={[report.cpu, texts.threads(report.threads), texts.gigabytes(hardware.ramGb)].join(' · ')}
        />
        <Row title={texts.system} detail={`${hardware.os} · ${program}`} />
        <Row
          title={texts.enclave}
          detail={proofs.map((name) => texts.enclaves[name]).join(', ') || texts.enclaveNone}
        />
      </Card>
    </Section>
  );
}

function Model({ model }: { model: PairingView['models'][number] }) {
  const texts = useTexts('pair');
  const language = useLanguage();
  const { match, quantisation, contextLength, engine } = model;
  const context = contextLength === null ? null : texts.context(whole(contextLength, language));
  const details = [engineName(engine), quantisation, context].filter((it) => it).join(' · ');
  return (
    <Row
      title={<span className="pair-name">{model.name}</span>}
      detail={
        <>
          <div>{details}</div>
          <div>{match ? texts.inCatalogue(match.name) : texts.notInCatalogue}</div>
        </>
      }
      end={match?.by === 'revision' && <Badge tone="good">{texts.exact}</Badge>}
    />
  );
}

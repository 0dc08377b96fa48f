import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { engineName, measured, whole } from '../../../lib/format/index.ts';
import { FaultWords } from '../../../ui/index.ts';
import { EngineCost } from './engine-cost.tsx';
import type { OwnNode } from './own-node.ts';

type Told = NonNullable<OwnNode['telemetry']>['told'];
const MB_PER_GB = 1_024;
/** Programs without releases tell a whole commit. */
const VERSION_CHARS = 12;

/** What the machine tells of its cards and engines: claims, and marked as such. */
export function MachineSays({ node, offers }: { node: OwnNode; offers: ListingView['offers'] }) {
  const { machines: texts } = useTexts('earn').console;
  const told = node.online ? node.telemetry?.told : null;
  if (!told || (told.gpus.length === 0 && told.engines.length === 0)) return null;
  return (
    <div className="stack" style={{ '--gap': '10px' }}>
      {told.gpus.map((gpu, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a card is its place in the machine
        <GpuLine key={at} gpu={gpu} />
      ))}
      {told.engines.map((engine) => (
        <EngineLine key={`${engine.kind} ${engine.model}`} engine={engine} offers={offers} />
      ))}
      <p className="muted tiny">{texts.told}</p>
    </div>
  );
}

function GpuLine({ gpu }: { gpu: Told['gpus'][number] }) {
  const { machines: texts } = useTexts('earn').console;
  const language = useLanguage();
  const gb = (mb: number) => measured(mb / MB_PER_GB, language);
  const memory =
    gpu.vramUsedMb === null || gpu.vramTotalMb === null
      ? null
      : texts.gigabytes(gb(gpu.vramUsedMb), gb(gpu.vramTotalMb));
  const facts = [
    [texts.temperature, gpu.temperatureC === null ? null : `${whole(gpu.temperatureC, language)} °C`],
    [texts.use, gpu.utilisation === null ? null : `${whole(gpu.utilisation * 100, language)} %`],
    [texts.memory, memory],
    [texts.power, gpu.powerW === null ? null : texts.watts(whole(gpu.powerW, language))],
  ];
  return (
    <div className="machine-says">
      <div className="small cut">{gpu.name ?? 'GPU'}</div>
      <dl className="machine-says__facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="muted tiny">{name}</dt>
            <dd className="small">{value ?? texts.notTold}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function EngineLine({ engine, offers }: { engine: Told['engines'][number]; offers: ListingView['offers'] }) {
  const { console: words, faults } = useTexts('earn');
  const { machines: texts } = words;
  const known = Object.entries(faults).find(([code]) => code === engine.code)?.[1];
  return (
    <div className="machine-says">
      <div className="small cut">{engine.name}</div>
      <div className="line line--spread muted tiny">
        <span className="cut">
          {engineName(engine.kind)} {engine.version?.slice(0, VERSION_CHARS)}
        </span>
        {engine.waiting !== null && <span className="unbroken">{texts.queue(engine.waiting)}</span>}
      </div>
      <EngineCost engine={engine} offers={offers} />
      {engine.code !== null && (
        <div className="small strong">{known ?? <FaultWords fault={{ code: engine.code }} />}</div>
      )}
    </div>
  );
}

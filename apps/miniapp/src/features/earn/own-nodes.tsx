import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { duration, measured, shortened } from '../../lib/format/index.ts';
import { Ago, Card, Dot, Facts, Section, Since } from '../../ui/index.ts';

type OwnNode = ListingView['nodes'][number];

/** The machines of a listing as they are now. */
export function OwnNodes({ nodes }: { nodes: OwnNode[] }) {
  const { nodes: texts } = useTexts('earn');
  if (nodes.length === 0) return null;
  return (
    <Section title={texts.title}>
      {nodes.map((node) => (
        <NodeCard key={node.nodeId} node={node} />
      ))}
    </Section>
  );
}

function NodeCard({ node }: { node: OwnNode }) {
  const { nodes: texts } = useTexts('earn');
  const language = useLanguage();
  const speed = node.tokensPerSecond === null ? '–' : measured(node.tokensPerSecond, language);
  const first = node.firstTokenMs === null ? '–' : duration(node.firstTokenMs, language);
  return (
    <Card>
      <div className="stack" style={{ '--gap': '14px' }}>
        <div className="line line--spread">
          <span className="line" style={{ '--gap': '10px' }}>
            <Dot tone={node.online ? 'good' : 'bad'} />
            <span className="strong">{node.online ? texts.online : texts.offline}</span>
            <span className="muted small">
              <SinceWhen node={node} />
            </span>
          </span>
          <span className="mono tiny muted">{shortened(node.nodeId, 4, 4)}</span>
        </div>
        <Facts
          entries={[
            { name: texts.busy, value: `${node.busy} / ${node.slots}` },
            { name: texts.speed, value: speed },
            { name: texts.first, value: first },
          ]}
        />
        <div className="muted tiny">{node.program}</div>
      </div>
    </Card>
  );
}

function SinceWhen({ node }: { node: OwnNode }) {
  const { nodes: texts } = useTexts('earn');
  if (node.sinceMs === null) return texts.neverLinked;
  return node.online ? <Since atMs={node.sinceMs} /> : <Ago atMs={node.sinceMs} />;
}

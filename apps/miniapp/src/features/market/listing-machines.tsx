import { useTexts } from '../../i18n/index.ts';
import type { ListingPage } from '../../lib/api/index.ts';
import { shortened } from '../../lib/format/index.ts';
import { Ago, Card, CopyButton, Dot, Notice, Section, Since } from '../../ui/index.ts';

type Machine = ListingPage['nodes'][number];

/** The machines behind a listing, and the keys by which anyone can tell them. */
export function ListingMachines({ nodes }: { nodes: Machine[] }) {
  const { listing: texts } = useTexts('offers');
  return (
    <Section title={texts.machines} note={nodes.length > 0 ? texts.identityNote : undefined}>
      {nodes.length === 0 && <Notice>{texts.noMachines}</Notice>}
      {nodes.map((node) => (
        <Card key={node.nodeId}>
          <div className="stack">
            <div className="line line--wrap line--spread">
              <span className="line">
                <Dot tone={node.online ? 'good' : 'plain'} />
                <span className="strong">{node.online ? texts.online : texts.offline}</span>
                <span className="muted small">
                  <SinceWhen node={node} />
                </span>
              </span>
              <span className="muted tiny">{node.program}</span>
            </div>
            <div className="line line--spread">
              <div className="grow">
                <div className="muted tiny">{texts.identity}</div>
                <div className="mono small cut">{shortened(node.identityKey, 14, 10)}</div>
              </div>
              <CopyButton text={node.identityKey} isIcon />
            </div>
          </div>
        </Card>
      ))}
    </Section>
  );
}

function SinceWhen({ node }: { node: Machine }) {
  const { listing: texts } = useTexts('offers');
  if (node.sinceMs === null) return texts.neverLinked;
  return node.online ? <Since atMs={node.sinceMs} /> : <Ago atMs={node.sinceMs} />;
}

import { lazy, Suspense, useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { duration, measured, shortened } from '../../../lib/format/index.ts';
import { Button, Card, Facts, Section } from '../../../ui/index.ts';
import { MachineSays } from './machine-says.tsx';
import { NodeReason, NodeTitle } from './node-condition.tsx';
import { inOrder } from './order-nodes.ts';
import type { OwnNode } from './own-node.ts';

const NodeSheet = lazy(() => import('./node-sheet.tsx'));

/** The machines of a listing as they are now: their sums, and each by itself. */
export function OwnNodes({ listing }: { listing: ListingView }) {
  const { nodes: texts } = useTexts('earn');
  const [managedId, setManagedId] = useState<string | null>(null);
  const nodes = inOrder(listing.nodes);
  const managed = nodes.find(({ nodeId }) => nodeId === managedId);
  if (nodes.length === 0) return null;
  return (
    <Section title={texts.title}>
      {nodes.length > 1 && nodes.some(({ online }) => online) && <Sums nodes={nodes} />}
      {nodes.map((node) => (
        <NodeCard key={node.nodeId} node={node} listing={listing} onManage={() => setManagedId(node.nodeId)} />
      ))}
      <Suspense>
        {managed && <NodeSheet node={managed} listingId={listing.listingId} onClose={() => setManagedId(null)} />}
      </Suspense>
    </Section>
  );
}

function Sums({ nodes }: { nodes: OwnNode[] }) {
  const { nodes: texts, console: words } = useTexts('earn');
  const language = useLanguage();
  const online = nodes.filter((node) => node.online);
  const sum = (of: (node: OwnNode) => number) => online.reduce((total, node) => total + of(node), 0);
  const isMeasured = online.some(({ tokensPerSecond }) => tokensPerSecond !== null);
  const speed = isMeasured
    ? measured(
        sum((node) => node.tokensPerSecond ?? 0),
        language,
      )
    : '–';
  return (
    <Card>
      <div className="stack" style={{ '--gap': '14px' }}>
        <div className="line line--spread">
          <span className="strong">{words.machines.sum}</span>
          <span className="muted small">{words.machines.online(online.length, nodes.length)}</span>
        </div>
        <Facts
          entries={[
            { name: texts.busy, value: `${sum((node) => node.busy)} / ${sum((node) => node.slots)}` },
            { name: texts.speed, value: speed },
          ]}
        />
      </div>
    </Card>
  );
}

interface NodeCardProps {
  node: OwnNode;
  listing: ListingView;
  onManage: () => void;
}

function NodeCard({ node, listing, onManage }: NodeCardProps) {
  const { nodes: texts, console: words } = useTexts('earn');
  const language = useLanguage();
  const speed = node.tokensPerSecond === null ? '–' : measured(node.tokensPerSecond, language);
  const first = node.firstTokenMs === null ? '–' : duration(node.firstTokenMs, language);
  return (
    <Card>
      <div className="stack" style={{ '--gap': '14px' }}>
        <div className="line line--spread">
          <NodeTitle node={node} />
          <span className="mono tiny muted unbroken">{shortened(node.nodeId, 4, 4)}</span>
        </div>
        <NodeReason node={node} listing={listing} />
        {node.online && (
          <Facts
            entries={[
              { name: texts.busy, value: `${node.busy} / ${node.slots}` },
              { name: texts.speed, value: speed },
              { name: texts.first, value: first },
            ]}
          />
        )}
        <MachineSays node={node} offers={listing.offers} />
        <div className="line line--spread">
          <span className="muted tiny cut">{node.program}</span>
          <Button size="small" onClick={onManage}>
            {words.machines.manage}
          </Button>
        </div>
      </div>
    </Card>
  );
}

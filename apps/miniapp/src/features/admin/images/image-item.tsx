import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type AllowedImageView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Badge, Button, Card, Fold, type Tone } from '../../../ui/index.ts';
import { DecideSheet, type ImageDecision } from './decide-sheet.tsx';
import { LeafFacts } from './leaf-facts.tsx';
import { readLeafWords } from './read-leaf.ts';

const TONES: Record<AllowedImageView['state'], Tone> = {
  proposed: 'warn',
  rejected: 'plain',
  listed: 'good',
  revoked: 'bad',
};

/** One image: what it is, how it stands, and what this admin may decide about it. */
export function ImageItem({ image }: { image: AllowedImageView }) {
  const texts = useTexts('images');
  const language = useLanguage();
  const me = useQuery(trpc.auth.me.queryOptions());
  const [decision, setDecision] = useState<ImageDecision | null>(null);
  const words = readLeafWords(image.leaf);
  const isOwn = me.data?.accountId === image.proposedBy;
  const standing = image.state === 'listed' && image.isInForce === false ? texts.notYet : texts.states[image.state];
  return (
    <Card>
      <div className="stack">
        <div className="line line--spread">
          <span className="strong">{words?.name ?? image.leafHash.slice(0, 12)}</span>
          <Badge tone={image.isInForce === false && image.state === 'listed' ? 'warn' : TONES[image.state]}>
            {standing}
          </Badge>
        </div>
        <p className="small">{image.note}</p>
        <p className="muted small">{texts.proposedAt(moment(image.proposedAtMs, language))}</p>
        {words && (
          <Fold title={texts.measured} about={`${words.platform} · GPU ${words.gpu}`}>
            <LeafFacts words={words} />
          </Fold>
        )}
        {image.state === 'proposed' && isOwn && <p className="muted small">{texts.another}</p>}
        {image.state === 'proposed' && !isOwn && (
          <div className="decisions">
            <Button look="primary" onClick={() => setDecision('approve')}>
              {texts.decisions.approve.title}
            </Button>
            <Button onClick={() => setDecision('reject')}>{texts.decisions.reject.title}</Button>
          </div>
        )}
        {image.state === 'listed' && (
          <Button look="danger" onClick={() => setDecision('revoke')}>
            {texts.decisions.revoke.title}
          </Button>
        )}
      </div>
      {decision && <DecideSheet image={image} decision={decision} onClose={() => setDecision(null)} />}
    </Card>
  );
}

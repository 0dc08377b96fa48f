import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type AllowedImageView, type AllowListView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Badge, Button, Card, Fold, type Tone, useNow } from '../../../ui/index.ts';
import { DecideSheet, type ImageDecision } from './decide-sheet.tsx';
import { ImageHistory } from './image-history.tsx';
import { type ImageStanding, imageStanding } from './image-standing.ts';
import { LeafFacts } from './leaf-facts.tsx';
import { machineWords } from './machine-words.ts';
import { readLeafWords } from './read-leaf.ts';

const TONES: Record<ImageStanding, Tone> = {
  ...{ own: 'warn', proposed: 'warn', rejected: 'plain', inForce: 'good', revokedHere: 'bad', revoked: 'bad' },
  ...{ unknown: 'warn', unsigned: 'warn', delayed: 'warn', ready: 'warn' },
};

/** One image: what it is, how it stands, and what this admin may decide about it. */
export function ImageItem({ image, contract }: { image: AllowedImageView; contract: AllowListView['contract'] }) {
  const texts = useTexts('images');
  const language = useLanguage();
  const me = useQuery(trpc.auth.me.queryOptions());
  const [decision, setDecision] = useState<ImageDecision | null>(null);
  const words = readLeafWords(image.leaf);
  const standing = imageStanding(image, contract, { meId: me.data?.accountId, nowMs: useNow() });
  const readyAtMs = (contract?.proposal?.readyAtSeconds ?? 0) * 1_000;
  const next = texts.next[standing];
  return (
    <Card>
      <div className="stack">
        <div className="line line--spread">
          <span className="strong">{words?.name ?? image.leafHash.slice(0, 12)}</span>
          <Badge tone={TONES[standing]}>{texts.standings[standing]}</Badge>
        </div>
        <p className="small">{image.note}</p>
        <p className="muted small">
          {texts.proposedAt(moment(image.proposedAtMs, language))}
          {image.revokedAtMs !== null && ` · ${texts.revokedAt(moment(image.revokedAtMs, language))}`}
        </p>
        <p className="small">{typeof next === 'string' ? next : next(moment(readyAtMs, language))}</p>
        {words && (
          <Fold title={texts.measured} about={machineWords(words, texts)}>
            <LeafFacts words={words} />
          </Fold>
        )}
        <ImageHistory leafHash={image.leafHash} />
        {standing === 'proposed' && (
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

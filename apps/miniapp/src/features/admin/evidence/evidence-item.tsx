import { attestationText, ownerStep } from '@spindle/shared/attestation';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { BROKER_URL, type EvidenceOnBoard } from '../../../lib/api/index.ts';
import { moment, readableFacts, shortened } from '../../../lib/format/index.ts';
import { downloadFile } from '../../../lib/telegram/index.ts';
import { Badge, Button, Card, Notice, Since, type Tone } from '../../../ui/index.ts';
import { KeptEvidence } from './kept-evidence.tsx';

const TONES: Record<EvidenceOnBoard['standing']['state'], Tone> = {
  ...{ accepted: 'good', refused: 'bad', expired: 'warn', missing: 'plain' },
};

/** One machine: how its evidence stands and why, what its owner is told, and the evidence itself. */
export function EvidenceItem({ machine }: { machine: EvidenceOnBoard }) {
  const { board: texts } = useTexts('images');
  const language = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const { nodeId, listingId, title, isLinked, standing } = machine;
  const { state, code, facts, sinceMs, untilMs, hash, unjudged } = standing;
  return (
    <Card>
      <div className="stack">
        <div className="line line--spread">
          <Link href={`/listings/${listingId}`} className="strong grow">
            {title}
          </Link>
          <Badge tone={TONES[state]}>{texts.badges[state]}</Badge>
        </div>
        <p className="muted tiny">
          <span className="mono">{shortened(nodeId, 13, 6)}</span> · {isLinked ? texts.linked : texts.away}
        </p>
        {code && (
          <Refusal
            code={code}
            words={attestationText({ code, facts: readableFacts(facts, language) }, language)}
            step={ownerStep(code, language)}
          />
        )}
        {unjudged && <Notice tone="warn">{attestationText(unjudged, language)}</Notice>}
        <p className="muted small">
          {texts.since} <Since atMs={sinceMs} />
          {untilMs !== null && state === 'accepted' && ` · ${texts.until(moment(untilMs, language))}`}
        </p>
        {hash && (
          <div className="line line--wrap">
            <Button onClick={() => setIsOpen(!isOpen)}>{isOpen ? texts.fold : texts.look}</Button>
            <Button
              onClick={() => downloadFile(`${BROKER_URL}/v1/evidence/${hash}`, `evidence-${hash.slice(0, 12)}.json`)}
            >
              {texts.download}
            </Button>
          </div>
        )}
        {isOpen && hash && <KeptEvidence hash={hash} />}
      </div>
    </Card>
  );
}

/** The code first: it is what documentation and logs go by. */
function Refusal({ code, words, step }: { code: string; words: string; step: string | null }) {
  const { board: texts } = useTexts('images');
  return (
    <div className="stack">
      <p className="small">
        <span className="mono">{code}</span>
        <br />
        <span className="muted">{texts.buyersAreTold}</span> {words}
      </p>
      {step && (
        <p className="muted small">
          {texts.ownerIsTold} {step}
        </p>
      )}
    </div>
  );
}

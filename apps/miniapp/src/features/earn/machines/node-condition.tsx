import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { moment, waited } from '../../../lib/format/index.ts';
import { Ago, Dot, FaultWords, Since } from '../../../ui/index.ts';
import { toneOf, wordsOf } from './condition-look.ts';
import type { OwnNode } from './own-node.ts';

/** How a machine stands, and since when. */
export function NodeTitle({ node }: { node: OwnNode }) {
  const { status, conditions } = useTexts('earn');
  const { words, sinceMs } = wordsOf(node);
  const { title } = { ...status, ...conditions }[words];
  return (
    <span className="line" style={{ '--gap': '10px' }}>
      <Dot tone={toneOf(words)} />
      <span>
        <span className="strong">{title}</span>
        {sinceMs !== null && (
          <span className="muted small node-since">
            {node.online ? <Since atMs={sinceMs} /> : <Ago atMs={sinceMs} />}
          </span>
        )}
      </span>
    </span>
  );
}

interface NodeReasonProps {
  node: OwnNode;
  listing: Pick<ListingView, 'listingId' | 'status'>;
}

/** Why, by what, and what to do, unless its listing's status has just said so; nothing where all is well. */
export function NodeReason({ node, listing: { listingId, status: whole } }: NodeReasonProps) {
  const { status, conditions } = useTexts('earn');
  const { words } = wordsOf(node);
  if (words === 'earning' || words === 'ready') return null;
  const { about } = { ...status, ...conditions }[words];
  return (
    <div className="stack small node-reason" style={{ '--gap': '4px' }}>
      <Why condition={node.condition} />
      {words !== whole.code && (
        <p>
          <WithFlags text={about} />
        </p>
      )}
      {words === 'suspected' && <Link href={`/listings/${listingId}`}>{conditions.canariesLink}</Link>}
    </div>
  );
}

/** Words that name a command: its flags are never broken behind their hyphens. */
function WithFlags({ text }: { text: string }) {
  return text.split(/(--[a-z-]+)/).map((part) =>
    part.startsWith('--') ? (
      <span key={part} className="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
}

/** Codes that only repeat what the title says. */
const PLAIN = [
  'not_linked',
  'never_linked',
  'node_twins',
  'node_paused',
  'exposure_limit',
  'draining',
  'no_model_loaded',
  'online',
];

function Why({ condition: { state, code, evidence } }: { condition: OwnNode['condition'] }) {
  const { faults, conditions } = useTexts('earn');
  const language = useLanguage();
  const { failed, of, untilMs, busy, seconds } = evidence;
  const own = Object.entries(faults).find(([known]) => known === code)?.[1] ?? conditions.canaries[code];
  const isPlain = state === 'clock_off' || state === 'busy' || PLAIN.includes(code);
  return (
    <>
      {!isPlain && <p className="strong">{own ?? <FaultWords fault={{ code, facts: evidence }} />}</p>}
      {state === 'suspected' && Number(of) > 0 && <p>{conditions.canariesFailed(Number(failed), Number(of))}</p>}
      {code === 'usage_inflated' && evidence.referenceInputTokens !== undefined && <p>{conditions.billed(evidence)}</p>}
      {state === 'clock_off' && Number(seconds) > 0 && (
        <p>{conditions.clockOff(waited(Number(seconds) * 1_000, language))}</p>
      )}
      {typeof untilMs === 'number' && <p className="muted">{conditions.askedAgain(moment(untilMs, language))}</p>}
      {state === 'draining' && <p className="muted">{conditions.running(Number(busy ?? 0))}</p>}
    </>
  );
}

import { useLanguage, useTexts } from '../../../../i18n/index.ts';
import type { UsageRow } from '../../../../lib/api/index.ts';
import { duration, shortened } from '../../../../lib/format/index.ts';
import { Badge } from '../../../../ui/index.ts';
import { type Lane, stretchesOf } from './timeline.ts';

type LaneProps = { lane: Lane; row: UsageRow; totalMs: number };

/** One lane: what it was in words, and where on the line of time. */
export function LaneItem({ lane, row, totalMs }: LaneProps) {
  const { journey: texts } = useTexts('build');
  const language = useLanguage();
  const { span } = lane;
  const isBroken = lane.kind === 'attempt' && lane.attempt.after !== undefined;
  return (
    <li className="lane">
      <div className="line line--spread">
        <span className="line grow" style={{ '--gap': '6px' }}>
          <span className="strong small cut">{lane.kind === 'queue' ? texts.queue : nameOf(lane.attempt)}</span>
          {lane.kind === 'attempt' && lane.attempt.resumed && <Badge tone="accent">{texts.tookOver}</Badge>}
          {lane.kind === 'attempt' && lane.attempt.hedge && <Badge>{texts.hedge}</Badge>}
        </span>
        <span className="muted tiny">{span ? duration(span.endMs - span.startMs, language) : texts.unknown}</span>
      </div>
      <div className="lane__track" aria-hidden="true">
        {span &&
          stretchesOf(span, totalMs).map((stretch) => (
            <span
              key={stretch.kind}
              className={`lane__bar lane__bar--${lane.kind === 'queue' ? 'queue' : stretch.kind}${isBroken ? ' lane__bar--broken' : ''}`}
              style={{ left: `${stretch.leftPercent}%`, width: `${stretch.widthPercent}%` }}
            />
          ))}
        {span && isBroken && <span className="lane__cross" style={{ left: `${(span.endMs / totalMs) * 100}%` }} />}
      </div>
      {lane.kind === 'attempt' && <LaneWords lane={lane} row={row} />}
    </li>
  );
}

/** When its first token came, how many followed, and what ended it. */
function LaneWords({ lane, row }: { lane: Extract<Lane, { kind: 'attempt' }>; row: UsageRow }) {
  const { journey: texts } = useTexts('build');
  const { tokens } = useTexts('core');
  const language = useLanguage();
  const { attempt, span, isLast } = lane;
  const count = attempt.tokens ?? (isLast && attempt.after === undefined ? row.outputTokens : null);
  const codes: Record<string, string> = texts.codes;
  const parts = [
    span?.firstMs == null ? null : texts.firstToken(duration(span.firstMs, language)),
    count === null || count === 0 ? null : tokens(count),
  ].filter((part) => part !== null);
  return (
    <div className="tiny muted">
      {parts.join(' · ')}
      {attempt.after !== undefined && (
        <span className="bad">
          {parts.length > 0 && ' · '}
          {codes[attempt.after] ?? attempt.after}
        </span>
      )}
    </div>
  );
}

const nameOf = ({ listingTitle, nodeId }: Extract<Lane, { kind: 'attempt' }>['attempt']): string =>
  listingTitle === null ? shortened(nodeId, 8, 6) : `${listingTitle} · ${nodeId.slice(-4)}`;

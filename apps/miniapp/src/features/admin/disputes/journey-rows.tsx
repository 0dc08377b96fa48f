import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AnswerEvidence } from '../../../lib/api/index.ts';
import { duration, shortened, whole } from '../../../lib/format/index.ts';
import { Row } from '../../../ui/index.ts';

/** The machines that were tried, in order: how long, how much came of each, and what ended it. */
export function JourneyRows({ journey }: { journey: AnswerEvidence['journey'] }) {
  const { admin: texts } = useTexts('disputes');
  const codes: Record<string, string> = useTexts('build').journey.codes;
  const language = useLanguage();
  return journey.map(({ nodeId, startedMs, endedMs, tokens = 0, bytes, after, hedge, resumed }, at) => {
    const told = [
      startedMs !== undefined && endedMs !== undefined && duration(endedMs - startedMs, language),
      texts.tokensOf(tokens, bytes === undefined ? null : whole(bytes, language)),
      hedge && texts.hedge,
      resumed && texts.resumed,
      after === undefined ? texts.finished : (codes[after] ?? after),
    ];
    return (
      <Row
        // Each machine is tried once.
        key={nodeId}
        title={texts.attempt(at + 1)}
        detail={told.filter(Boolean).join(' · ')}
        end={<span className="mono tiny">{shortened(nodeId, 8, 4)}</span>}
      />
    );
  });
}

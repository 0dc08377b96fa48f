import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { PairingView } from '../../../lib/api/index.ts';
import { measured, whole } from '../../../lib/format/index.ts';
import { Badge, FaultWords, Row } from '../../../ui/index.ts';

type TestFinding = PairingView['report']['selfTest'][number];

const CHECKS = ['gpu', 'disk', 'memory', 'market', 'clock', 'engine', 'speed', 'context'] as const;
const TONES = { ok: 'good', warn: 'warn', bad: 'bad' } as const;

/** One thing that the machine tested: good, or what is wrong and what to do. */
export function TestRow({ finding }: { finding: TestFinding }) {
  const texts = useTexts('pair');
  const language = useLanguage();
  const { check, outcome, code, facts } = finding;
  // An engine's check carries its name behind it.
  const known = CHECKS.find((name) => name === check.split(' ')[0]) ?? 'other';
  const { tokensPerSecond, firstTokenMs } = facts;
  const isSpeed = typeof tokensPerSecond === 'number' && typeof firstTokenMs === 'number';
  const speed = isSpeed && texts.speed(measured(tokensPerSecond, language), whole(firstTokenMs, language));
  return (
    <Row
      title={texts.checks[known]}
      detail={code ? <FaultWords fault={{ code, facts }} /> : speed}
      end={<Badge tone={TONES[outcome]}>{code ?? texts.fine}</Badge>}
    />
  );
}

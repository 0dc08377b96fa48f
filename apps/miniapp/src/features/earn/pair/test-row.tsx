import type { Language } from '@spindle/shared';
import { type Texts, useLanguage, useTexts } from '../../../i18n/index.ts';
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
  return (
    <Row
      title={texts.checks[known]}
      detail={code ? <FaultWords fault={{ code, facts }} /> : figureOf(facts, texts, language)}
      end={<Badge tone={TONES[outcome]}>{texts.outcomes[outcome]}</Badge>}
    />
  );
}

/** The number that a good check came to, where it has one. */
function figureOf(facts: TestFinding['facts'], texts: Texts['pair'], language: Language): string | null {
  const { tokensPerSecond, firstTokenMs, freeMb, ms, name } = facts;
  const first = typeof firstTokenMs === 'number' ? whole(firstTokenMs, language) : null;
  if (first !== null && typeof tokensPerSecond === 'number') {
    return texts.speed(measured(tokensPerSecond, language), first);
  }
  if (first !== null) return texts.first(first);
  if (typeof freeMb === 'number') return texts.gigabytes(Math.round(freeMb / 1024));
  if (typeof ms === 'number') return texts.milliseconds(whole(ms, language));
  return typeof name === 'string' ? name : null;
}

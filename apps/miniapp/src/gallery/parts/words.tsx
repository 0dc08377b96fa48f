import { Amount, Badge, Card, Dot, MakerMark, Section, TestEngineBadge, TierBadge, type Tone } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const TONES: Tone[] = ['plain', 'good', 'warn', 'bad', 'violet', 'accent'];
const LIGHTS = ['plain', 'good', 'warn', 'bad'] as const;
const MAKERS = ['Qwen', 'Llama', 'Mistral', 'Gemma', 'DeepSeek', 'Phi', 'Whisper', 'Yi'];

/** The scale of type, amounts, and the small marks that stand among words. */
export function Words({ texts: { words } }: { texts: SampleTexts }) {
  return (
    <Section title={words.title}>
      <Card>
        <div className="stack">
          <div style={{ fontSize: 28, lineHeight: '34px', fontWeight: 700, letterSpacing: '-0.022em' }}>
            {words.page}
          </div>
          <h2>{words.part}</h2>
          <h3>{words.item}</h3>
          <p>{words.body}</p>
          <p className="muted small">{words.small}</p>
          <p className="muted tiny">{words.tiny}</p>
          <p className="mono small">{words.mono}</p>
          <Amount nano={12_345_678_901n} microUsdPerCoin={3_210_000n} size="large" />
          <Amount nano={321_000n} microUsdPerCoin={3_210_000n} isSigned />
        </div>
      </Card>
      <div className="line line--wrap">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone} icon="info">
            {words.item}
          </Badge>
        ))}
        <TierBadge tier="confidential" />
        <TierBadge tier="verified" />
        <TierBadge tier="community" />
        <TestEngineBadge />
      </div>
      <div className="line line--wrap">
        {LIGHTS.map((tone) => (
          <Dot key={tone} tone={tone} />
        ))}
        {MAKERS.map((maker) => (
          <MakerMark key={maker} maker={maker} />
        ))}
      </div>
    </Section>
  );
}

import { Amount, Badge, Card, CodeBlock, Facts, Fold, MakerMark, Row, Section } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const nothing = () => undefined;

/** Rows that say, rows that open, with short words and with long ones; numbers to compare; what is folded away. */
export function Lists({ texts: { lists, presses, words } }: { texts: SampleTexts }) {
  return (
    <Section title={lists.title} note={lists.note}>
      <Card isFlush>
        <Row title={lists.short} detail={lists.detail} />
        <Row
          title={lists.short}
          detail={lists.detail}
          start={<MakerMark maker="Qwen" />}
          end={<Amount nano={250_000_000n} microUsdPerCoin={3_210_000n} />}
          onPress={nothing}
        />
        <Row
          title={lists.long}
          detail={lists.longDetail}
          start={<MakerMark maker="Llama" />}
          end={<Badge tone="good">{words.item}</Badge>}
          onPress={nothing}
        />
      </Card>
      <Card>
        <Facts entries={lists.facts} />
      </Card>
      <Card>
        <Fold title={lists.fold} about={lists.foldAbout}>
          {words.body}
        </Fold>
        <Fold title={lists.fold} about={lists.foldAbout} isOpen>
          {words.body}
        </Fold>
      </Card>
      <CodeBlock label={presses.plain} text={`npx spindle-node join --broker ${'https://spindle.example'} ABCD-2345`} />
      <CodeBlock label={presses.plain} text={words.mono.repeat(2)} isWhole />
    </Section>
  );
}

import { Section } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const COLOURS = ['--accent', '--link', '--good', '--warn', '--bad', '--violet', '--muted'];

/** What each colour means; the same wherever it stands. */
export function Colours({ texts: { colours } }: { texts: SampleTexts }) {
  return (
    <Section title={colours.title}>
      <div className="line line--wrap" style={{ '--gap': '14px' }}>
        {COLOURS.map((colour, at) => (
          <span key={colour} className="line small">
            <span style={{ width: 22, height: 22, borderRadius: 7, background: `var(${colour})` }} />
            {colours.names[at]}
          </span>
        ))}
      </div>
    </Section>
  );
}

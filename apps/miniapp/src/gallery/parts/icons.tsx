import { LUCIDE_NAMES } from '../../ui/icons/lucide-names.ts';
import { Icon, type IconName, Section } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const isIcon = (name: string): name is IconName => name in LUCIDE_NAMES;
const NAMES = Object.keys(LUCIDE_NAMES).filter(isIcon);

/** All that there are: a screen needs no other. */
export function Icons({ texts: { icons } }: { texts: SampleTexts }) {
  return (
    <Section title={icons}>
      <div className="line line--wrap" style={{ '--gap': '16px' }}>
        {NAMES.map((name) => (
          <Icon key={name} name={name} size={24} />
        ))}
      </div>
    </Section>
  );
}

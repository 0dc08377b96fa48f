import { describe, expect, it } from 'vitest';
import { seenName, trickInName } from './shown-names.ts';

describe('a name that strangers read', () => {
  it.each(['Two 4090s in Riga', 'Две 4090 в Риге', 'RTX-карта', '8×H100 «Север»', 'Zoë’s Größe', 'गणना', 'مزرعة'])(
    'may be %s',
    (name) => expect(trickInName(name)).toBeNull(),
  );

  it.each([
    ['turned around', 'Cheap \u202e001H', 'unseen'],
    ['isolated', '\u2067H100\u2069', 'unseen'],
    ['with a space of no width', 'Spin\u200bdle', 'unseen'],
    ['with a tag', 'H100\u{e0041}', 'unseen'],
    ['with a filler', 'H100\u3164', 'unseen'],
    ['over two lines', 'H100\nverified', 'unseen'],
    ['a tower', `H${'\u0301'.repeat(5)}100`, 'towers'],
    ['Latin with a Cyrillic letter', 'Sрindle', 'mixed'],
    ['Cyrillic with a Greek letter', 'Κиев', 'mixed'],
  ])('may not be %s', (_, name, trick) => expect(trickInName(name)).toBe(trick));

  it('is shown without what is not seen', () => expect(seenName('\u202eAnna\u200b ')).toBe('Anna'));
});

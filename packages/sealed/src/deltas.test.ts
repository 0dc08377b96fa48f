import { unwrap, utf8 } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delta, decodeDeltas, encodeDeltas, FINISH_REASONS } from './deltas.ts';

const count = fc.nat();
const arbitraryDelta: fc.Arbitrary<Delta> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'reasoning', 'refusal'), text: fc.string({ unit: 'binary' }) }),
  fc.record(
    { kind: fc.constant('tool'), index: count, id: fc.string(), name: fc.string(), arguments: fc.string() },
    { requiredKeys: ['kind', 'index'] },
  ),
  fc.record({
    kind: fc.constant('logprobs'),
    logprobs: fc.json().map((text): unknown => JSON.parse(text === '-0' ? '0' : text)),
  }),
  fc.record({
    kind: fc.constant('end'),
    reason: fc.constantFrom(...FINISH_REASONS),
    usage: fc.record({ input: count, cached: count, output: count }),
  }),
) as fc.Arbitrary<Delta>;

describe('deltas', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.array(arbitraryDelta), (deltas) => {
        expect(unwrap(decodeDeltas(encodeDeltas(deltas)))).toEqual(deltas);
      }),
    );
  });

  it('cost little more than their text', () => {
    expect(encodeDeltas([{ kind: 'text', text: 'Hello' }]).length).toBe('["Hello"]'.length);
  });

  it.each([
    '',
    '{',
    '{}',
    '1',
    '[1]',
    '[[]]',
    '[["r"]]',
    '[["t",-1,null,null,null]]',
    '[["t",0,1,null,null]]',
    '[["q","x"]]',
  ])('refuses %s', (text) => expect(decodeDeltas(utf8(text)).ok).toBe(false));

  it.each(['[["e","maybe",1,0,1]]', '[["e","stop",1,0]]', '[["e","stop",1.5,0,1]]', '[["e","stop","1",0,1]]'])(
    'refuses the end %s',
    (text) => expect(decodeDeltas(utf8(text)).ok).toBe(false),
  );
});

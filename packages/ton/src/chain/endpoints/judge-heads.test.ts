import { describe, expect, it } from 'vitest';
import type { EndpointState } from './endpoint.ts';
import { judgeHeads } from './judge-heads.ts';

const NOW = 1_800_000_000;

describe('which servers are fresh', () => {
  it.each<[string, (number | null)[], EndpointState[]]>([
    ['both are', [0, -5], ['fresh', 'fresh']],
    ['one is late', [0, -31], ['fresh', 'lagging']],
    ['one does not answer', [null, -3], ['silent', 'fresh']],
    ['all are late, one more than the others', [-300, -310, -400], ['fresh', 'fresh', 'lagging']],
    ['the clock of one is wrong', [3_600, 0, -2], ['ahead', 'fresh', 'fresh']],
    ['the chain is ahead of us, as a local one may be', [3_600, 3_590], ['fresh', 'fresh']],
    ['it is, and one is late there', [3_600, 3_500], ['fresh', 'lagging']],
    ['there is but one, and it is late', [-9_000], ['fresh']],
    ['nobody answers', [null, null], ['silent', 'silent']],
  ])('%s', (_, seconds, states) => {
    const heads = seconds.map((second) => (second === null ? null : { seqno: 1, timeSeconds: NOW + second }));
    expect(judgeHeads(heads, NOW)).toEqual(states);
  });
});

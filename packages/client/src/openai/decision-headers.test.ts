import { expect, it } from 'vitest';
import { decisionHeaders } from './decision-headers.ts';

const decision = {
  considered: 12,
  excluded: [
    { why: 'price_above_limit', count: 3 },
    { why: 'full', count: 1 },
  ],
};

it('says by codes and counts how a request was routed', () => {
  expect(decisionHeaders({ policy: 'balanced', decision }, [{ after: 'node_lost' }, {}])).toEqual({
    'x-spindle-policy': 'balanced',
    'x-spindle-considered': '12',
    'x-spindle-excluded': 'price_above_limit=3, full=1',
    'x-spindle-attempts': '2',
    'x-spindle-after': 'node_lost',
  });
});

it('leaves out what did not happen', () => {
  expect(decisionHeaders({ policy: 'cheapest', decision: { considered: 1, excluded: [] } }, [])).toEqual({
    'x-spindle-policy': 'cheapest',
    'x-spindle-considered': '1',
  });
});

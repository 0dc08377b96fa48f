import { expect, it } from 'vitest';
import type { ModelCard } from '../../../lib/api/index.ts';
import { whoListens } from './who-listens.ts';

const card = (modelId: string, price: bigint | null, nodesOnline = 1, abilities = ['chat', 'audio']) =>
  ({
    ...{ modelId, nodesOnline, abilities },
    from: price === null ? null : { inputMicroUsdPerMTok: price, outputMicroUsdPerMTok: price },
  }) as ModelCard;

it('is the model that is asked, if it can, else the cheapest that is online', () => {
  const [dear, cheap, deaf] = [card('dear', 9n), card('cheap', 2n), card('deaf', 1n, 1, ['chat'])];
  const all = [card('unpriced', null), dear, cheap, deaf, card('gone', 1n, 0)];
  expect(whoListens(dear, all)).toBe(dear);
  expect(whoListens(deaf, all)).toBe(cheap);
  expect(whoListens(null, all)).toBe(cheap);
  expect(whoListens(deaf, [deaf])).toBeNull();
});

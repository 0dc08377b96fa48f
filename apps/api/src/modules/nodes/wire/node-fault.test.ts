import { describe, expect, it } from 'vitest';
import { nodeFault, readNodeFault } from './node-fault.ts';

describe('what a node says of a request', () => {
  it('is passed on when a node may say it', () => {
    const json = JSON.stringify({ error: { code: 'context_too_long', facts: { limit: 4096 } } });
    expect(readNodeFault(json)).toEqual({ code: 'context_too_long', facts: { limit: 4096 } });
  });

  it('is not believed when it speaks in the market’s name', () => {
    expect(nodeFault({ code: 'insufficient_funds', facts: { needed: 'all' } })).toEqual({ code: 'engine_unreachable' });
    expect(nodeFault({ code: 'account_banned' })).toEqual({ code: 'engine_unreachable' });
  });

  it.each([[''], ['<html>'], ['{}'], ['{"error":{"code":7}}'], ['null']])('is nothing when it is %s', (json) => {
    expect(readNodeFault(json)).toEqual({ code: 'engine_unreachable' });
  });

  it('has few and short facts', () => {
    const facts = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`fact${at}`, 'x'.repeat(1_000)]));
    const cut = nodeFault({ code: 'engine_refused', facts });
    expect(Object.values(cut.facts ?? {}).map((value) => String(value).length)).toEqual([120, 120, 120, 120]);
  });
});

import { channelAddress } from '@spindle/ton/channel';
import { describe, expect, it } from 'vitest';
import { checkTerms, type OwnTerms } from './check-terms.ts';

const own: OwnTerms = {
  config: { marketAddress: `0:${'22'.repeat(32)}`, networkId: -217, closeDelaySeconds: 86_400 },
  payer: `0:${'7b'.repeat(32)}`,
  sessionKey: 'ab'.repeat(32),
};
const { marketAddress: payee, ...network } = own.config;
const honest = { ...network, payer: own.payer, payee, sessionKey: own.sessionKey, salt: 7n };
const named = (change: Partial<typeof honest>) => ({ address: channelAddress({ ...honest, ...change }), salt: '7' });

describe('the terms of an escrow', () => {
  it('are taken when the address is the one that this device reckons', () => {
    expect(checkTerms(named({}), own, channelAddress)).toEqual(honest);
  });

  it.each([
    ['another payee', { payee: `0:${'33'.repeat(32)}` }],
    ['another payer', { payer: `0:${'44'.repeat(32)}` }],
    ['another key', { sessionKey: 'cd'.repeat(32) }],
    ['another network', { networkId: -239 }],
    ['a longer delay', { closeDelaySeconds: 30 * 86_400 }],
    ['another salt', { salt: 8n }],
  ])('are refused with %s', (_, change) => {
    expect(() => checkTerms(named(change), own, channelAddress)).toThrow('escrow_untrusted');
  });
});

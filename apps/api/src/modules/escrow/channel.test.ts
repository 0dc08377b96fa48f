import { describe, expect, it } from 'vitest';
import { type Channel, spendableNano } from './channel.ts';
import { channelView } from './channel-view.ts';

const channel: Channel = {
  address: '0:aa',
  accountId: '01900000-0000-7000-8000-000000000001' as Channel['accountId'],
  networkId: -217,
  payer: '0:01',
  payee: '0:02',
  sessionKey: 'ab'.repeat(32),
  closeDelaySeconds: 60,
  salt: '1',
  state: 'open',
  stateSinceMs: 5_000,
  depositedNano: 1_000n,
  claimedNano: 0n,
  signedNano: 600n,
  spentNano: 0n,
  heldNano: 0n,
  closeAtMs: null,
  cursor: null,
  checkedAtMs: 7_000,
  signature: null,
  claimingNano: null,
  claimRefusal: null,
  claimRefusedAtMs: null,
  leavingSinceMs: null,
  leaveRefusal: null,
};

describe('what may still be spent', () => {
  it.each<[string, Partial<Channel>, bigint]>([
    ['is what was signed, while that is less than the deposit', {}, 600n],
    ['is the deposit, however much was signed', { signedNano: 5_000n }, 1_000n],
    ['is less what is spent and held', { spentNano: 100n, heldNano: 50n }, 450n],
    ['is nothing when all is spent and held', { spentNano: 500n, heldNano: 100n }, 0n],
    ['is never below nothing', { signedNano: 100n, spentNano: 500n }, 0n],
    ['is nothing without a voucher', { signedNano: 0n }, 0n],
    ['is nothing before the deposit', { state: 'expected', depositedNano: 0n }, 0n],
    ['is nothing while the channel closes', { state: 'closing' }, 0n],
    ['is nothing once it is closed', { state: 'closed' }, 0n],
    ['does not count what the market claimed of it', { claimedNano: 400n }, 600n],
  ])('%s', (_, change, expected) => {
    expect(spendableNano({ ...channel, ...change })).toBe(expected);
  });
});

describe('the reason that a channel’s owner reads', () => {
  it.each<[Channel['state'], boolean, string | null]>([
    ['expected', false, 'waiting_for_chain'],
    ['open', false, null],
    ['closing', false, 'close_requested'],
    ['closed', false, null],
    ['expected', true, 'chain_unreachable'],
    ['open', true, 'chain_unreachable'],
    ['closing', true, 'chain_unreachable'],
    ['closed', true, null],
  ])('%s, chain silent: %s → %s', (state, isSilent, why) => {
    const view = channelView({ ...channel, state }, { isChainSilent: isSilent, chainNowMs: 8_000 });
    expect(view).toMatchObject({ state, why, sinceMs: 5_000, checkedAt: 7_000 });
  });

  it.each([
    [null, null],
    [9_500, 1_500],
    [8_000, 0],
    [1_000, 0],
  ])('a close due at %s is %s ms away at 8000 by the chain’s clock', (closeAtMs, closesInMs) => {
    const view = channelView({ ...channel, closeAtMs }, { isChainSilent: false, chainNowMs: 8_000 });
    expect(view).toMatchObject({ closeAt: closeAtMs, closesInMs });
  });
});

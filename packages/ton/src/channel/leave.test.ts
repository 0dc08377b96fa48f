import { readFileSync } from 'node:fs';
import { Address, Cell, toNano } from '@ton/core';
import { describe, expect, test } from 'vitest';
import { NETWORKS } from '../networks.ts';
import { DAY_SECONDS, makeWorld } from '../testing/world.ts';
import { type LeaveAction, leaveMessage, transferLinks } from './leave.ts';
import { friendlyAddress, readAddress } from './names.ts';

const CHANNEL = `0:${'4a'.repeat(32)}`;

describe('the transfers out of a channel', () => {
  test('are taken by the contract as they are, read back from their links', async () => {
    const world = await makeWorld();
    await world.deposit('2');
    const sendLink = (action: LeaveAction, from = world.payer) => {
      const { ton } = transferLinks(leaveMessage(action, world.channel, NETWORKS.local));
      const link = new URL(ton);
      expect(Address.parse(link.pathname.split('/').at(-1) ?? '').equals(world.address)).toBe(true);
      const body = Cell.fromBoc(Buffer.from(link.searchParams.get('bin') ?? '', 'base64url'))[0];
      if (!body) throw new Error('a link brings a body');
      return world.send(from, body, BigInt(link.searchParams.get('amount') ?? 0));
    };
    expect(await sendLink('finish')).toBe('NotClosing');
    expect(await sendLink('request', world.stranger)).toBe('NotPayer');
    expect(await sendLink('request')).toBe('ok');
    expect(await sendLink('cancel', world.stranger)).toBe('NotPayer');
    expect(await sendLink('cancel')).toBe('ok');
    expect(await sendLink('request')).toBe('ok');
    expect(await sendLink('finish')).toBe('TooEarly');
    world.wait(DAY_SECONDS);
    expect(await sendLink('finish', world.stranger)).toBe('ok');
    expect(await world.state()).toMatchObject({ status: 'closed', depositedNano: toNano('2'), claimedNano: 0n });
  });

  test.each(['mainnet', 'testnet', 'local'] as const)('are bounceable, and of their network: %s', (network) => {
    const { address } = leaveMessage('request', CHANNEL, NETWORKS[network]);
    const { isBounceable, isTestOnly } = Address.parseFriendly(address);
    expect([isBounceable, isTestOnly]).toEqual([true, network === 'testnet']);
    expect(leaveMessage('request', address, NETWORKS[network]).address).toBe(address);
  });

  test('have links that survive being a link', () => {
    const { ton, tonkeeper } = transferLinks(leaveMessage('request', CHANNEL, NETWORKS.mainnet));
    expect(ton).toMatch(/^ton:\/\/transfer\/EQ[\w-]{46}\?amount=20000000&bin=[\w-]+$/);
    expect(tonkeeper).toBe(ton.replace('ton://', 'https://app.tonkeeper.com/'));
  });
});

test('the page for those who leave without us has the bodies as they are', () => {
  const page = readFileSync(new URL('../../../../docs/leave.md', import.meta.url), 'utf8');
  for (const action of ['request', 'finish', 'cancel'] as const) {
    expect(page).toContain(`\`${leaveMessage(action, CHANNEL, NETWORKS.mainnet).payload}\``);
  }
});

describe('an address', () => {
  test.each([
    CHANNEL,
    friendlyAddress(CHANNEL, NETWORKS.mainnet),
    friendlyAddress(CHANNEL, NETWORKS.mainnet, 'contract'),
  ])('is read as %s', (text) => expect(readAddress(text)).toEqual({ address: CHANNEL, isTestOnly: false }));

  test('of a test network says so', () => {
    expect(readAddress(friendlyAddress(CHANNEL, NETWORKS.testnet))).toEqual({ address: CHANNEL, isTestOnly: true });
  });

  test.each(['', 'x', '0:4a', `${CHANNEL}0`, friendlyAddress(CHANNEL, NETWORKS.mainnet).replace(/.$/, '_'), '-5:zz'])(
    'is not %j',
    (text) => expect(readAddress(text)).toBeNull(),
  );
});

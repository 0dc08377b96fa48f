import { base64url } from '@spindle/shared';

const BOUNCEABLE = 0x11;
const FOR_WALLETS = 0x51;
const TEST_ONLY = 0x80;
const TESTNET_ID = -3;
const RAW = /^(-?\d{1,3}):([0-9a-f]{64})$/i;

/**
 * An address as wallets show it: a wallet's begins with `UQ`, a contract's with `EQ` (TEP-2). What is no raw address comes
 * back as it is. Small enough to be had without `@ton/core`, which only transfers need.
 */
export function friendlyAddress(address: string, networkId: number, kind: 'wallet' | 'contract' = 'wallet'): string {
  const [, workchain, hash] = RAW.exec(address) ?? [];
  if (workchain === undefined || hash === undefined) return address;
  const tag = (kind === 'contract' ? BOUNCEABLE : FOR_WALLETS) | (networkId === TESTNET_ID ? TEST_ONLY : 0);
  const hashBytes = (hash.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  const bytes = [tag, Number(workchain) & 0xff, ...hashBytes];
  const check = checksum(bytes);
  return base64url(Uint8Array.from([...bytes, check >> 8, check & 0xff]));
}

/** CRC-16 of XMODEM: the last two bytes, by which wallets find a digit that is wrong. */
function checksum(bytes: readonly number[]): number {
  let rest = 0;
  for (const byte of bytes) {
    rest ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) rest = (rest & 0x8000 ? (rest << 1) ^ 0x1021 : rest << 1) & 0xffff;
  }
  return rest;
}

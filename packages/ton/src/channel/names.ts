import { Address } from '@ton/core';
import { NETWORKS } from '../networks.ts';
import { parseRawAddress } from '../raw-address.ts';

/** Reads an address in any of its forms. @returns null when it is none, or a digit of it is wrong. */
export function readAddress(text: string): { address: string; isTestOnly: boolean } | null {
  try {
    // Ours, since that of @ton/core passes over what is too much.
    if (parseRawAddress(text)) return { address: text.toLowerCase(), isTestOnly: false };
    const { address, isTestOnly } = Address.parseFriendly(text);
    return { address: address.toRawString(), isTestOnly };
  } catch {
    return null;
  }
}

/** A wallet's address as wallets show it (`UQ…`); a contract's is bounceable (`EQ…`). */
export function friendlyAddress(address: string, networkId: number, kind: 'wallet' | 'contract' = 'wallet'): string {
  return Address.parse(address).toString({
    bounceable: kind === 'contract',
    testOnly: networkId === NETWORKS.testnet,
  });
}

import { FaultError } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { walletFault } from './wallet-fault.ts';

/** As TonConnect's classes are, by their names. */
const said = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const codeOf = (error: unknown): string | null => {
  const fault = walletFault(error);
  return fault instanceof FaultError ? fault.fault.code : null;
};

describe('what a wallet said', () => {
  it.each([
    ['rejected by its owner', said('UserRejectsError', 'User rejects the action in the wallet.'), 'wallet_declined'],
    ['declined', new Error('[TON_CONNECT_SDK_ERROR] Reject request: declined'), 'wallet_declined'],
    [
      'on another network',
      said('WalletWrongNetworkError', 'Wallet connected to a wrong network'),
      'wallet_wrong_network',
    ],
    ['nothing that is known', new Error('Unknown error'), 'wallet_silent'],
  ])('is told in our words: %s', (_, error, code) => expect(codeOf(error)).toBe(code));

  it('is told from what no wallet said', () => {
    const own = new FaultError({ code: 'wallet_other' });
    const network = new TypeError('Failed to fetch');
    expect([walletFault(own), walletFault(network)]).toEqual([own, network]);
  });
});

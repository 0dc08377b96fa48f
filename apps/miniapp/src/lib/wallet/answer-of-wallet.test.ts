import { expect, it } from 'vitest';
import { answerOfWallet, leaveWallet } from './answer-of-wallet.ts';

const never = new Promise<string>(() => {});

it('an answer of the wallet, and its refusal, pass as they are', async () => {
  expect(await answerOfWallet(Promise.resolve('sent'), 60)).toBe('sent');
  await expect(answerOfWallet(Promise.reject(new Error('declined')), 60)).rejects.toThrow('declined');
});

it('a wallet that was closed in the middle is waited for no longer than its request is good', async () => {
  await expect(answerOfWallet(never, 0.001)).rejects.toThrow('wallet_silent');
});

it('a person may stop waiting; the next request is another one', async () => {
  const first = answerOfWallet(never, 60);
  leaveWallet();
  await expect(first).rejects.toThrow('wallet_left');
  const second = answerOfWallet(never, 60);
  leaveWallet();
  await expect(second).rejects.toThrow('wallet_left');
  leaveWallet();
});

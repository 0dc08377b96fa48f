import { FaultError } from '@spindle/shared';

let leave: (() => void) | null = null;

/** Waits no longer for a wallet that was asked to send something. What it was asked, it can still do until the request has run out. */
export const leaveWallet = (): void => leave?.();

/** A wallet that was closed in the middle says nothing for ever; once its request has run out, nothing can come of it. */
export function answerOfWallet<Answer>(answer: Promise<Answer>, withinSeconds: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      if (leave === left) leave = null;
    };
    const refuse = (code: 'wallet_left' | 'wallet_silent') => {
      end();
      reject(new FaultError({ code }));
    };
    const left = () => refuse('wallet_left');
    const timer = setTimeout(() => refuse('wallet_silent'), withinSeconds * 1_000);
    leave = left;
    answer.then(resolve, reject).finally(end);
  });
}

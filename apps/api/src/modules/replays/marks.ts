import { createHmac } from 'node:crypto';
import { keyFromSecret } from '../../platform/index.ts';
import type { ReplayAsk } from './shapes.ts';

const INFO = 'spindle-idempotency/1';

/** What the row of a request is found and sealed by. All of it comes from the API key, so without it nothing is told. */
export interface Marks {
  mark: Buffer;
  bodyMark: Buffer;
  /** Seals the reply. */
  key: Buffer;
  /** Where the reply lies: bound into its seal. */
  place: string;
}

export function marksOf({ accountId, apiKeyText, idempotencyKey, path, body }: ReplayAsk): Marks {
  const marking = keyFromSecret(apiKeyText, `${INFO} marks`);
  const hmac = (purpose: string, ...words: string[]) => {
    const sum = createHmac('sha256', marking).update(purpose);
    for (const word of words) sum.update('\0').update(word);
    return sum.digest();
  };
  const mark = hmac('header', idempotencyKey);
  const bodyMark = hmac('body', path, body);
  const place = [INFO, accountId, mark.toString('hex'), bodyMark.toString('hex')].join('\0');
  return { mark, bodyMark, key: keyFromSecret(apiKeyText, INFO), place };
}

import { type ChainResult, contradicts } from '../toncenter.ts';
import type { EndpointNotice } from './endpoint.ts';

/** Accounts that servers contradict each other about, each told once, until they agree again. */
export interface Contradictions {
  tell(account: string, endpoints: string[], why: string): ChainResult<never>;
  clear(account: string): void;
}

export function createContradictions(onNotice: (notice: EndpointNotice) => void): Contradictions {
  const told = new Set<string>();
  return {
    tell: (account, endpoints, why) => {
      if (!told.has(account)) onNotice({ kind: 'contradiction', account, endpoints, why });
      told.add(account);
      return contradicts(why);
    },
    clear: (account) => {
      told.delete(account);
    },
  };
}

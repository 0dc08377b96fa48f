import { type CheckResult, result } from './check-result.ts';
import type { ListingFacts } from './listing-facts.ts';

const NEW_FOR_MS = 24 * 3_600_000;

/** Who sells: how long we have known them, whether they can be paid, and whether they sell the same twice. */
export const checkPerson = ({ accountAgeMs, hasWallet, twins, sharedWith, machines }: ListingFacts): CheckResult[] => [
  result('wallet', hasWallet ? 'pass' : 'warn'),
  result('account_age', accountAgeMs < NEW_FOR_MS ? 'warn' : 'pass', {
    measured: `${Math.floor(Math.max(0, accountAgeMs) / 3_600_000)} h`,
  }),
  result('twin', twins > 0 ? 'warn' : 'pass', { measured: String(twins) }),
  result('shared_machine', sharedWith > 0 ? 'fail' : machines.length > 0 ? 'pass' : 'unknown', {
    measured: String(sharedWith),
  }),
];

import { checkHardware } from './check-hardware.ts';
import { checkPerson } from './check-person.ts';
import { checkPrices } from './check-prices.ts';
import type { CheckId, CheckResult } from './check-result.ts';
import { checkSpeed } from './check-speed.ts';
import { checkTokens } from './check-tokens.ts';
import { checkWords } from './check-words.ts';
import type { ListingFacts } from './listing-facts.ts';

/** Everything that can be told of a listing without a person, in the order of `CHECKS`. */
export const runChecks = (facts: ListingFacts): CheckResult[] => [
  ...checkHardware(facts),
  checkSpeed(facts),
  checkTokens(facts),
  checkPrices(facts),
  ...checkWords(facts),
  ...checkPerson(facts),
];

/** What cannot be known of every listing: nobody else sells the model, or there is no table for the hardware. */
const MAY_BE_UNKNOWN: ReadonlySet<CheckId> = new Set(['speed', 'tokens', 'price', 'memory']);

/** Whether nothing is left for a person. */
export const hasPassed = (results: readonly CheckResult[]): boolean =>
  results.every(({ check, outcome }) => outcome === 'pass' || (outcome === 'unknown' && MAY_BE_UNKNOWN.has(check)));

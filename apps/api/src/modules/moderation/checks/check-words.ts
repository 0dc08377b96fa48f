import { type CheckResult, result } from './check-result.ts';
import { namedClass } from './hardware-class.ts';
import type { ListingFacts } from './listing-facts.ts';

/** Ways out of the market, where nobody is protected. */
const CONTACT = /https?:|www\.|t\.me\/|@\w{3,}|\b[\w-]+\.(com|net|org|io|ru|ai|xyz|app|me)\b|\+?\d[\d\s()-]{8,}\d/i;
/** Words for what a machine proves by itself, or nobody can promise. */
const PROMISE =
  /\b(verified|confidential|official|guaranteed?|best|cheapest|tee|sgx|tdx)\b|провер|гарант|официальн|лучш/i;
/** Letters of any script, digits and what places are written with. */
const REGION = /^[\p{L}\d][\p{L}\d ,.()/-]{1,39}$/u;

/** Whether the title says what the listing is, and the region where it stands. */
export const checkWords = ({ title, region, hardware }: ListingFacts): CheckResult[] => [
  result('title', titleOutcome(title, hardware.id), { claimed: title }),
  result('region', REGION.test(region) && !CONTACT.test(region) ? 'pass' : 'warn', { claimed: region }),
];

function titleOutcome(title: string, hardwareId: string): CheckResult['outcome'] {
  if (CONTACT.test(title) || namedClass(title, hardwareId) !== null) return 'fail';
  return PROMISE.test(title) ? 'warn' : 'pass';
}

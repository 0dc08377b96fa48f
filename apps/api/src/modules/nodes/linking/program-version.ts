/** The oldest spindle-node that this market works with. */
export const MINIMUM_NODE_VERSION = '0.1.0';
/** The newest one that there is, as far as this broker knows: the one of its own release. */
export const NEWEST_NODE_VERSION = '0.1.0';

/** True when `version` is at least `minimum`; of a pre-release (`1.2.0-rc.1`) only the numbers count. */
export function isAtLeast(version: string, minimum: string): boolean {
  const have = numbersOf(version);
  const need = numbersOf(minimum);
  if (!have || !need) return false;
  for (const [at, wanted] of need.entries()) {
    const difference = (have[at] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function numbersOf(version: string): number[] | null {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+].{0,64})?$/.exec(version);
  return match ? match.slice(1).map(Number) : null;
}

/** Whether a version is newer than another; of pre-releases only the numbers count, and what is no version is not newer. */
export function isNewer(version: string, than: string): boolean {
  const [have, old] = [numbersOf(version), numbersOf(than)];
  if (!have || !old) return false;
  for (const [at, number] of have.entries()) {
    const difference = number - (old[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function numbersOf(version: string): number[] | null {
  const match = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+].{0,64})?$/.exec(version);
  return match ? match.slice(1).map(Number) : null;
}

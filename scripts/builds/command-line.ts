/**
 * The command line with `--network -3` written as `--network=-3`: what begins with a dash would be taken for another flag,
 * and TON's networks are negative numbers.
 */
export function commandLine(argv: readonly string[] = process.argv.slice(2)): string[] {
  const joined: string[] = [];
  for (const word of argv) {
    const before = joined.at(-1);
    if (/^-\d+$/.test(word) && before && /^--[a-z]+$/.test(before)) joined.splice(-1, 1, `${before}=${word}`);
    else joined.push(word);
  }
  return joined;
}

/** Eight bytes in a row that come twice, in the same text or in two: never by chance, in less than gigabytes. */
export function repeatedBlocks(texts: readonly Buffer[]): string[] {
  const seen = new Set<bigint>();
  const twice: string[] = [];
  for (const text of texts) {
    for (let at = 0; at + 8 <= text.length; at++) {
      const block = text.readBigUInt64BE(at);
      if (seen.has(block)) twice.push(block.toString(16));
      seen.add(block);
    }
  }
  return twice;
}

/** How far the bytes are from all being as frequent: chi-squared of 255 degrees, for chance 255 ± 23. */
export function unevenness(texts: readonly Buffer[]): number {
  const counts = new Array<number>(256).fill(0);
  let total = 0;
  for (const text of texts) for (const byte of text) counts[byte] = (counts[byte] ?? 0) + 1;
  for (const count of counts) total += count;
  const expected = total / 256;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The longest run of letters, digits and signs. By chance ten in 20 kB; thirty are a text. */
export function longestText(texts: readonly Buffer[]): string {
  const runs = texts.flatMap((text) => text.toString('latin1').match(/[\x20-\x7e]+/g) ?? []);
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

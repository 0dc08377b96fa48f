/**
 * How fast an answer came after its first token. The first token itself is no measure of it: it waits for the prompt.
 * @returns null where that cannot be said: no second token, no time in between.
 */
export function tokensPerSecond(outputTokens: number, firstTokenMs: number | null, totalMs: number): number | null {
  if (firstTokenMs === null || outputTokens < 2 || totalMs <= firstTokenMs) return null;
  return (outputTokens * 1000) / (totalMs - firstTokenMs);
}

/** Waits until `look` gives something other than null or false; a test that waits too long fails with `what`. */
export async function eventually<Value>(
  what: string,
  look: () => Value | null | false | Promise<Value | null | false>,
  timeoutMs = 10_000,
): Promise<Value> {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    const value = await look();
    if (value !== null && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`waited in vain: ${what}`);
}

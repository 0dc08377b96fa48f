/** One line per part as it comes up: `✓ database         embedded, 127.0.0.1:3902          0.4 s`. */
export async function step<Value>(
  name: string,
  work: () => Promise<Value>,
  about: (value: Value) => string,
): Promise<Value> {
  const startedAt = Date.now();
  const value = await work();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`✓ ${name.padEnd(16)} ${about(value).padEnd(44)} ${seconds.padStart(5)} s`);
  return value;
}

export function say(line: string): void {
  console.log(line);
}

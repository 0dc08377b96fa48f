/** All gauges of one scrape show the same moment, by one question to the database. */
const SAME_MOMENT_MS = 1_000;

/** @returns asks at most once a second; null while the database is away. */
export function sameMoment<Status>(status: () => Promise<Status>, nowMs: () => number): () => Promise<Status | null> {
  let asked: { atMs: number; answer: Promise<Status | null> } | null = null;
  return () => {
    const atMs = nowMs();
    if (!asked || atMs - asked.atMs > SAME_MOMENT_MS) asked = { atMs, answer: status().catch(() => null) };
    return asked.answer;
  };
}

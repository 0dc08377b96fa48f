const MAX_TRIES = 6;

/** Deadlock, serialization failure. */
const CLASH_CODES = new Set(['40P01', '40001']);
const CHECK_VIOLATION = '23514';

/**
 * Runs atomic work again when it met other work on the same rows.
 * That includes violated checks: Postgres tests them on the row as the statement's snapshot shows it, before it notices
 * that the row has a newer version, so that a statement which waited for its locks can be refused for a balance that
 * is out of date. The next try has a fresh snapshot; a check that is really violated stays so, and is thrown.
 */
export async function retryClash<Value>(work: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= MAX_TRIES || !isClash(error)) throw error;
    }
  }
}

function isClash(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && (code === CHECK_VIOLATION || CLASH_CODES.has(code));
}

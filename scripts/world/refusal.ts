/** A reason not to go on that a person can act on. Its message is one sentence; no stack trace is shown for it. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Turns an error of the system into a sentence where we know one, and leaves the others as they are. */
export function explain(error: unknown, doing: string): unknown {
  const code = errorCode(error);
  if (code === 'ENOSPC')
    return new Refusal(`The disk is full while ${doing}. Free at least 500 MB and run npm start again.`);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Refusal(
      `No permission while ${doing}. Give your user the right to write there, or set SPINDLE_DATA to another folder.`,
    );
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Refusal(
      `A file stands where a folder is needed while ${doing}. Remove it, or set SPINDLE_DATA to another folder.`,
    );
  }
  return error;
}

/** The `code` of a system or database error, or null. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Writes what changes often, not every time. */
export interface Writer<Value> {
  /** @param isPiece one of very many: soon enough is soon enough. */
  note(value: Value, isPiece: boolean): void;
  /** Writes what is not written yet, now. */
  flush(): Promise<void>;
}

const SOON_MS = 300;
const PIECE_MS = 2_000;

/**
 * One write at a time, always of the latest. The app may be closed without a word, so what is not written yet goes when the page
 * is hidden, the last moment that every client tells us of. A write that fails is tried again with the next change.
 * @param onDone told after each write whether it was done
 */
export function createWriter<Value>(
  write: (value: Value) => Promise<void>,
  onDone: (isWritten: boolean) => void = () => undefined,
): Writer<Value> {
  let waiting: { value: Value } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let atWork: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = waiting;
    waiting = null;
    if (next) {
      atWork = atWork
        .then(() => write(next.value))
        .then(
          () => onDone(true),
          () => onDone(false),
        );
    }
    return atWork;
  }

  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void flush();
    });
  }

  return {
    note: (value, isPiece) => {
      waiting = { value };
      if (timer !== null && isPiece) return;
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(() => void flush(), isPiece ? PIECE_MS : SOON_MS);
    },
    flush,
  };
}

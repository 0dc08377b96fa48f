/** Tells what comes faster than anybody sees. */
export interface FrameTeller {
  listen(listener: () => void): () => void;
  /** With the next frame, once for all that comes before it. A page that nobody sees has no frames, and draws nothing. */
  tellSoon(): void;
  tell(): void;
}

export function createFrameTeller(): FrameTeller {
  const listeners = new Set<() => void>();
  let frame: number | null = null;

  function tell(): void {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
    for (const listener of listeners) listener();
  }

  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tellSoon: () => {
      frame ??= requestAnimationFrame(tell);
    },
    tell,
  };
}

import { useEffect, useRef, useState } from 'react';
import { type Recording, record } from './record.ts';
import { MOST_SECONDS } from './use-listening.ts';

/** How often it is looked how loud it is. */
const LOOK_MS = 100;
export const SHOWN_LEVELS = 32;

export interface Heard {
  /** The microphone is not open yet, is open, or was closed for this. */
  state: 'opening' | 'open' | 'closed';
  /** Why it could not be opened. */
  error: unknown;
  elapsedMs: number;
  /** How loud it was of late, from 0 to 1, the latest last. */
  levels: readonly number[];
  /** Closes the microphone. @throws what faultOf reads. */
  finish(): Promise<Uint8Array>;
}

/** Opens the microphone as long as whoever uses this is there. `onEnd`: a minute is over. */
export function useRecording(onEnd: () => void): Heard {
  const recording = useRef<Recording | null>(null);
  const sinceMs = useRef(0);
  const [state, setState] = useState<Heard['state']>('opening');
  const [error, setError] = useState<unknown>(null);
  const [heard, setHeard] = useState<Pick<Heard, 'elapsedMs' | 'levels'>>({ elapsedMs: 0, levels: [] });
  useEffect(() => {
    let isGone = false;
    record()
      .then((opened) => {
        if (isGone) return opened.drop();
        recording.current = opened;
        sinceMs.current = performance.now();
        setState('open');
      })
      .catch((failure: unknown) => {
        if (!isGone) setError(failure);
      });
    return () => {
      isGone = true;
      recording.current?.drop();
    };
  }, []);
  useEffect(() => {
    if (state !== 'open') return;
    const timer = setInterval(() => {
      const level = recording.current?.level() ?? 0;
      const elapsedMs = performance.now() - sinceMs.current;
      setHeard(({ levels }) => ({ elapsedMs, levels: [...levels, level].slice(-SHOWN_LEVELS) }));
      if (elapsedMs >= MOST_SECONDS * 1_000) onEnd();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [state, onEnd]);
  return {
    ...{ state, error, ...heard },
    finish: async () => {
      const opened = recording.current;
      recording.current = null;
      setState('closed');
      return opened ? opened.finish() : new Uint8Array();
    },
  };
}

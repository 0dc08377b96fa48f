/** What is due within one beat is done together. */
const BEAT_MS = 10;

const beats = new Map<number, Set<() => void>>();

/**
 * Calls back in `afterMs`, or up to a beat earlier, at a moment that all callers share: a thousand answers cost a hundred
 * timers a second and not ten thousand, and what they write at one moment leaves in one packet.
 * @returns what calls it off.
 */
export function onBeat(afterMs: number, callback: () => void): () => void {
  const nowMs = performance.now();
  const beat = Math.floor((nowMs + Math.max(0, afterMs)) / BEAT_MS);
  let callbacks = beats.get(beat);
  if (!callbacks) {
    callbacks = new Set();
    beats.set(beat, callbacks);
    setTimeout(() => strike(beat), beat * BEAT_MS - nowMs);
  }
  callbacks.add(callback);
  return () => void callbacks.delete(callback);
}

function strike(beat: number): void {
  const callbacks = beats.get(beat) ?? [];
  beats.delete(beat);
  for (const callback of callbacks) callback();
}

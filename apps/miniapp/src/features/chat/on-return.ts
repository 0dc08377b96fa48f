/** An app that was away for so long may have lost its connection without being told. */
const AWAY_MS = 3_000;

/** Calls when the network is back, or the app is after it was away. @returns leaves. */
export function onReturn(listener: () => void): () => void {
  let hiddenSinceMs: number | null = null;
  const look = () => {
    const isHidden = document.visibilityState === 'hidden';
    const wasAway = hiddenSinceMs !== null && Date.now() - hiddenSinceMs > AWAY_MS;
    hiddenSinceMs = isHidden ? Date.now() : null;
    if (!isHidden && wasAway) listener();
  };
  addEventListener('online', listener);
  document.addEventListener('visibilitychange', look);
  return () => {
    removeEventListener('online', listener);
    document.removeEventListener('visibilitychange', look);
  };
}

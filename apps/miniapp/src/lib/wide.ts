import { useSyncExternalStore } from 'react';

/** From here on a window is wide: the same as in ui/styles/tokens.css. */
const WIDE = '(min-width: 900px)';

function listen(onChange: () => void): () => void {
  const query = matchMedia(WIDE);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether parts that a phone opens by a tap can stand beside the page. Changes while somebody drags the window. */
export const useIsWide = (): boolean => useSyncExternalStore(listen, () => matchMedia(WIDE).matches);

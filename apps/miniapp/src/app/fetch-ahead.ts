/** What Chromium says of the connection; other engines say nothing. */
export interface ConnectionHint {
  saveData?: boolean;
  effectiveType?: string;
}

/** As much of a page as is needed to have it here: gives nothing when it could not be fetched. */
export interface Ahead {
  preload: () => Promise<unknown>;
}

interface Around {
  /** Whether something is under way that somebody waits for. */
  isBusy: () => boolean;
  connection: ConnectionHint | undefined;
  whenIdle?: () => Promise<void>;
}

const PAUSE_MS = 300;
const TOO_SLOW = ['slow-2g', '2g'];

/**
 * Fetches the pages that are likely to be opened next, one after the other, each while the browser has nothing else to do: what a
 * tab needs is here when it is pressed. Not where each byte is counted, and no further than the network goes.
 */
export async function fetchAhead(pages: readonly Ahead[], around: Around): Promise<void> {
  const { isBusy, connection, whenIdle = untilIdle } = around;
  if (connection?.saveData || TOO_SLOW.includes(connection?.effectiveType ?? '')) return;
  for (const page of pages) {
    do await whenIdle();
    while (isBusy());
    if (!(await page.preload())) return;
  }
}

/** Safari has no `requestIdleCallback`: there a pause stands for it. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve());
    else setTimeout(resolve, PAUSE_MS);
  });

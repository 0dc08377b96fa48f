import type { ServerResponse } from 'node:http';

/**
 * Writes a response as it comes, no faster than it is read. What breaks off breaks the connection: half an answer must
 * not look whole.
 */
export async function writeResponse(response: Response, out: ServerResponse): Promise<void> {
  out.writeHead(response.status, Object.fromEntries(response.headers));
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const next = await reader?.read();
      if (!next || next.done) break;
      if (!out.write(next.value)) await roomIn(out);
      if (out.destroyed) return;
    }
    out.end();
  } catch {
    out.destroy();
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** Resolves when it takes more, or will take nothing any more. */
const roomIn = (out: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      out.off('drain', done).off('close', done);
      resolve();
    };
    out.on('drain', done).on('close', done);
  });

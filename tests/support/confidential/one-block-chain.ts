import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A chain server that knows one block, by which evidence is fresh, and answers nothing else: what the broker knows of
 * accounts and of the list's contract stays as it was.
 */
export async function serveBlock({ rootHash, timeSeconds }: { rootHash: string; timeSeconds: number }) {
  const block = { root_hash: Buffer.from(rootHash, 'hex').toString('base64'), gen_utime: `${timeSeconds}` };
  const answerTo = (path: string): object | null => {
    if (path === '/api/v3/blocks') return { blocks: [block] };
    const now = `${Math.floor(Date.now() / 1_000)}`;
    return path === '/api/v3/masterchainInfo' ? { last: { seqno: 7, gen_utime: now } } : null;
  };
  const server = createServer((request, response) => {
    const answer = answerTo(request.url?.split('?')[0] ?? '');
    response.writeHead(answer ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

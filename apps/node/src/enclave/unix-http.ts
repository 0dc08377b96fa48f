import { request } from 'node:http';

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 4 * 1024 * 1024;

/** Posts JSON over a unix socket. @returns the body's text. @throws when nobody answers, or not with 200. */
export function postOverSocket(socketPath: string, path: string, body: object): Promise<string> {
  const text = JSON.stringify(body);
  const headers = { host: 'localhost', 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path, method: 'POST', agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MOST_BYTES) call.destroy(new Error('too long'));
        chunks.push(chunk);
      });
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(Buffer.concat(chunks).toString('utf8'));
        else reject(new Error(`HTTP ${response.statusCode}`));
      });
    });
    call.setTimeout(TIMEOUT_MS, () => call.destroy(new Error('no answer in 30 s')));
    call.on('error', reject);
    call.end(text);
  });
}

import { createServer } from 'node:http';
import { join } from 'node:path';
import { temporaryFolder } from '../../testing/temporary-folder.ts';

export interface FakeDstack {
  socket: string;
  /** Bodies of the questions so far. */
  asked: { path: string; body: unknown }[];
  close(): Promise<void>;
}

/** dstack's guest agent on a real unix socket, as far as a program asks it for quotes (agent_rpc.proto, version 0). */
export async function startFakeDstack(parts: {
  quote: (reportData: Buffer) => Buffer;
  eventLog?: object[];
  appCompose?: string;
  /** Where it listens; by default in a folder that is gone when the test is. */
  socket?: string;
  /** What it refuses with. */
  error?: { status: number; words: string };
}): Promise<FakeDstack> {
  const { socket = join(temporaryFolder(), 'dstack.sock') } = parts;
  const asked: FakeDstack['asked'] = [];
  const answers: Record<string, (body: { report_data?: string }) => object> = {
    '/GetQuote': ({ report_data = '' }) => ({
      quote: parts.quote(Buffer.concat([Buffer.from(report_data, 'hex'), Buffer.alloc(64)], 64)).toString('hex'),
      event_log: JSON.stringify(parts.eventLog ?? []),
      report_data,
      vm_config: '{}',
    }),
    '/Info': () => ({
      app_id: 'a'.repeat(40),
      instance_id: 'b'.repeat(40),
      tcb_info: JSON.stringify({ app_compose: parts.appCompose ?? '{}', event_log: parts.eventLog ?? [] }),
    }),
  };
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece) => {
      text += piece;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      const body = JSON.parse(text);
      asked.push({ path, body });
      const answer = answers[path];
      const isJson = request.method === 'POST' && request.headers['content-type'] === 'application/json';
      if (!answer || !isJson) return response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
      const { error } = parts;
      response.writeHead(error?.status ?? 200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(error ? { error: error.words } : answer(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return { socket, asked, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

import { createServer, type ServerResponse } from 'node:http';

export interface SlowEngine {
  url: string;
  /** Requests of buyers (probes aside) that the engine has begun, and those of them that the node aborted. */
  aborted(): number;
  begun(): number;
  close(): Promise<void>;
}

/**
 * An OpenAI-compatible engine that speaks as slowly as a test needs: `words` words, one each `everyMs`, the first after
 * `firstAfterMs`. A real HTTP server; the node talks to it as to vLLM.
 */
export async function startSlowEngine(options: {
  model: string;
  words: number;
  everyMs: number;
  firstAfterMs?: number;
}): Promise<SlowEngine> {
  let begun = 0;
  let aborted = 0;
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/models')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: options.model, object: 'model' }] }));
      return;
    }
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const asked = JSON.parse(body);
      const limit = Number(asked.max_tokens ?? asked.max_completion_tokens ?? options.words);
      // The node's probe asks for a handful of tokens: it is answered at once, and not counted.
      if (limit < 64)
        return void speak(response, { ...options, words: Math.min(4, limit), everyMs: 1, firstAfterMs: 0 });
      begun += 1;
      response.on('close', () => {
        if (!response.writableEnded) aborted += 1;
      });
      void speak(response, options);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    begun: () => begun,
    aborted: () => aborted,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function speak(
  response: ServerResponse,
  options: { model: string; words: number; everyMs: number; firstAfterMs?: number },
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (part: object) =>
    response.write(
      `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', created: 0, model: options.model, ...part })}\n\n`,
    );
  await pause(options.firstAfterMs ?? 0);
  for (let word = 0; word < options.words && !response.destroyed; word += 1) {
    send({ choices: [{ index: 0, delta: { content: `word${word} ` }, finish_reason: null }] });
    await pause(options.everyMs);
  }
  if (response.destroyed) return;
  send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
  send({
    choices: [],
    usage: { prompt_tokens: 12, completion_tokens: options.words, total_tokens: 12 + options.words },
  });
  response.end('data: [DONE]\n\n');
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

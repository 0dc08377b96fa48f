import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { knownAnswer, knownVector } from './known-answer.ts';
import { countWords, type Refusal, readSpeech } from './known-answer-request.ts';
import { type Speech, speak, usageOf } from './known-answer-stream.ts';
import { type EngineFault, FAULTS, type Switches } from './known-answer-switches.ts';

/*
 * An engine whose answer to a prompt is known: `knownAnswer(prompt, words)`. It speaks like vLLM (chat, completions,
 * embeddings, `continue_final_message`), so any machine with it can go on with what another began.
 *
 * In a test:        const engine = await startKnownAnswerEngine({ model: 'tiny', words: 200, everyMs: 5 });
 * As a process:     node --import tsx tests/support/known-answer-engine.ts --model tiny --words 200 --every 5
 *                   (its first line on stdout is `{"url":"http://127.0.0.1:…/v1"}`)
 * Misbehave at once: engine.set({ fault: 'silence', at: 7 }), or `POST /control` with that JSON.
 * Misbehave for one prompt: `#fault=silence #at=7` in its text; see known-answer-switches.ts for all of them.
 * How it went: engine.counts, or `GET /control`.
 */

export interface Counts {
  begun: number;
  finished: number;
  /** Closed by the asker before the end, or by a fault. */
  broken: number;
  /** Of those begun: went on with what another said. */
  continued: number;
  /** Most at the same time. */
  most: number;
}

export interface KnownAnswerEngine {
  url: string;
  counts: Counts;
  /** Changes how it answers from now on. */
  set(switches: Partial<Switches>): void;
  close(): Promise<void>;
}

const DEFAULTS: Switches = { words: 40, firstMs: 0, everyMs: 0, fault: null, at: 3, delayMs: 200 };
const DIMENSIONS = 16;

export async function startKnownAnswerEngine(
  options: { model: string; port?: number } & Partial<Switches>,
): Promise<KnownAnswerEngine> {
  const { model, port = 0, ...given } = options;
  const switches = { ...DEFAULTS, ...given };
  const counts: Counts = { begun: 0, finished: 0, broken: 0, continued: 0, most: 0 };
  const server = createServer((request, response) => {
    void serve(request, response, { model, switches, counts }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/v1`,
    counts,
    set: (changes) => void Object.assign(switches, changes),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface World {
  model: string;
  switches: Switches;
  counts: Counts;
}

async function serve(request: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  const body: Record<string, unknown> = text ? JSON.parse(text) : {};
  const path = `${request.method} ${request.url}`;
  if (path === 'GET /v1/models') return json(response, 200, modelsOf(world.model));
  if (path === 'GET /version') return json(response, 200, { version: '0.11.0' });
  if (path === 'GET /control') return json(response, 200, world.counts);
  if (path === 'POST /control') Object.assign(world.switches, body);
  if (path === 'POST /control') return json(response, 200, world.switches);
  if (path === 'POST /v1/embeddings') return embed(response, body);
  const isChat = path === 'POST /v1/chat/completions';
  if (!isChat && path !== 'POST /v1/completions') return refuse(response, { status: 404, param: null, message: path });
  const speech = readSpeech(body, isChat, world.switches);
  if ('status' in speech) return refuse(response, speech);
  count(response, world.counts, speech);
  await answer(response, speech, body.stream === true);
}

async function answer(response: ServerResponse, speech: Speech, isStream: boolean): Promise<void> {
  const { fault } = speech.switches;
  if (fault === 'hang') return;
  if (fault === 'cut-before-headers') return void response.destroy();
  if (fault === 'http-500') return refuse(response, { status: 500, param: null, message: 'CUDA out of memory' });
  if (fault === 'http-429') return refuse(response, { status: 429, param: null, message: 'too many requests' });
  if (isStream) return speak(response, speech);
  const words = Math.min(speech.switches.words, speech.from + speech.maxTokens);
  const whole = knownAnswer(speech.prompt, words).slice(knownAnswer(speech.prompt, speech.from).length);
  const said = speech.isChat ? { message: { role: 'assistant', content: whole } } : { text: whole };
  const finish_reason = words < speech.switches.words ? 'length' : 'stop';
  json(response, 200, { choices: [{ index: 0, ...said, finish_reason }], usage: usageOf(speech, words - speech.from) });
}

function embed(response: ServerResponse, { input, dimensions, encoding_format }: Record<string, unknown>): void {
  const inputs = (Array.isArray(input) && typeof input[0] !== 'number' ? input : [input]).map((it) => String(it));
  const data = inputs.map((text, index) => {
    const vector = knownVector(text, Number(dimensions ?? DIMENSIONS));
    const embedding = encoding_format === 'base64' ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  const tokens = inputs.reduce((sum, text) => sum + countWords(text), 0);
  json(response, 200, { object: 'list', data, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

/** Probes are counted like any other request. */
function count(response: ServerResponse, counts: Counts, speech: Speech): void {
  counts.begun++;
  if (speech.from > 0) counts.continued++;
  counts.most = Math.max(counts.most, counts.begun - counts.finished - counts.broken);
  response.on('close', () => {
    if (response.writableFinished) counts.finished++;
    else counts.broken++;
  });
}

const modelsOf = (id: string) => ({ object: 'list', data: [{ id, object: 'model', owned_by: 'vllm' }] });
const refuse = (response: ServerResponse, { status, param, message }: Refusal): void =>
  json(response, status, { object: 'error', message, type: 'BadRequestError', param, code: status });

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = { type: 'string' } as const;
  const options = {
    model: text,
    port: text,
    words: text,
    first: text,
    every: text,
    fault: text,
    at: text,
    delay: text,
  };
  const { values } = parseArgs({ options });
  const engine = await startKnownAnswerEngine({
    model: values.model ?? 'known',
    port: Number(values.port ?? 0),
    words: Number(values.words ?? DEFAULTS.words),
    firstMs: Number(values.first ?? 0),
    everyMs: Number(values.every ?? 0),
    fault: FAULTS.find((known): known is EngineFault => known === values.fault) ?? null,
    at: Number(values.at ?? DEFAULTS.at),
    delayMs: Number(values.delay ?? DEFAULTS.delayMs),
  });
  process.stdout.write(`${JSON.stringify({ url: engine.url })}\n`);
}

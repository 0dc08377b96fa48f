// The engine behind every gateway of the benchmark: OpenAI's chat completions without a model. The last message tells
// how to speak, as JSON: {"tokens":100,"everyMs":50}. Each token of a timed stream is the moment at which it was
// written, in microseconds of the machine's monotonic clock, so that whoever reads it knows how long it was on its way.
import { createServer } from 'node:http';

const [model = 'model'] = process.argv.slice(2);
const USAGE = (tokens) => ({ prompt_tokens: 12, completion_tokens: tokens, total_tokens: 12 + tokens });
const WORD = 'spindle ';
const head = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1, model };
const lineOf = (part) => `data: ${JSON.stringify({ ...head, ...part })}\n\n`;
const chunkOf = (content) => lineOf({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const [BEFORE, AFTER] = chunkOf('|').split('|');
const CLOSE = (tokens) =>
  `${lineOf({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}${lineOf({ choices: [], usage: USAGE(tokens) })}data: [DONE]\n\n`;

const stamp = () => {
  const [seconds, nanos] = process.hrtime();
  return `@${String(seconds * 1_000_000 + Math.floor(nanos / 1_000)).padStart(15, '0')}`;
};

function answerWhole(response, { tokens }) {
  const message = { role: 'assistant', content: WORD.repeat(tokens) };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage: USAGE(tokens) }));
}

function speak(response, { tokens, everyMs }) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (everyMs === 0) return response.end(chunkOf(WORD).repeat(tokens) + CLOSE(tokens));
  let left = tokens;
  const say = () => {
    response.write(BEFORE + stamp() + AFTER);
    left -= 1;
    if (left > 0) return;
    clearInterval(timer);
    response.end(CLOSE(tokens));
  };
  const timer = setInterval(say, everyMs);
  response.on('close', () => clearInterval(timer));
  return say();
}

/** A request that says nothing of the kind is a node's probe: it gets the few tokens that it asks for. */
function orderOf(asked) {
  const text = asked.messages?.at(-1)?.content;
  if (typeof text === 'string' && text.startsWith('{')) return JSON.parse(text);
  return { tokens: asked.max_completion_tokens ?? asked.max_tokens ?? 8, everyMs: 1 };
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ object: 'list', data: [{ id: model, object: 'model' }] }));
    return;
  }
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const asked = JSON.parse(Buffer.concat(pieces).toString());
    if (asked.stream) speak(response, orderOf(asked));
    else answerWhole(response, orderOf(asked));
  });
});
server.keepAliveTimeout = 120_000;
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => console.log(server.address().port));

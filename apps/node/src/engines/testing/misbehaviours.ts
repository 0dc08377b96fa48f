import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Patience } from '../http/dialect.ts';

/** Before the server says anything. */
const SLOW_MS = 40;

/** What becomes of an answer that comes in this way. */
export interface Outcome {
  text: string;
  /** What the buyer hears; null when the answer is whole. */
  fault: 'engine_unreachable' | 'node_busy' | null;
  /** What the owner hears of it. */
  why: string | null;
}

export interface Misbehaviour {
  name: string;
  /** @param events the answer's events, as the program sends them, without their data: prefix. */
  speak(response: ServerResponse, events: readonly string[]): unknown;
  expected: Outcome;
  /** How it is waited for; left out is long enough for any machine that these tests run on. */
  patience?: Patience;
}

const LONG_MS = 10_000;
const SHORT_MS = 100;
export const PATIENT: Patience = { firstMs: LONG_MS, idleMs: LONG_MS };
const HURRIED: Patience = { firstMs: SHORT_MS, idleMs: LONG_MS };
const RESTLESS: Patience = { firstMs: LONG_MS, idleMs: SHORT_MS };

/** The answer that every program is made to give, two pieces. */
export const PIECES = ['hello ', 'world'] as const;
const WHOLE: Outcome = { text: 'hello world', fault: null, why: null };
const broken = (why: string, text = ''): Outcome => ({ text, fault: 'engine_unreachable', why });
const BUSY: Outcome = { text: '', fault: 'node_busy', why: null };

const begin = (response: ServerResponse, more: object = {}) =>
  response.writeHead(200, { 'content-type': 'text/event-stream', ...more });
const eventOf = (data: string) => `data: ${data}\n\n`;
const whole = (events: readonly string[]) => [...events, '[DONE]'].map(eventOf).join('');
/** All up to and with the first piece of text. */
const firstPiece = (events: readonly string[]) => {
  const at = events.findIndex((event) => event.includes(PIECES[0]));
  return events
    .slice(0, at + 1)
    .map(eventOf)
    .join('');
};
const afterFirst = (response: ServerResponse, events: readonly string[], rest: string | Buffer) => {
  begin(response).write(firstPiece(events));
  response.end(rest);
};
const error = (response: ServerResponse, status: number, body: object | string) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const OOM = 'CUDA out of memory. Tried to allocate 2.00 GiB (what the prompt said)';

/** Ways in which any program may answer, the right one first. */
export const MISBEHAVIOURS: readonly Misbehaviour[] = [
  { name: 'nothing', speak: (response, events) => begin(response).end(whole(events)), expected: WHOLE },
  {
    name: 'a slow first token',
    speak: async (response, events) => {
      await pause(SLOW_MS);
      begin(response).flushHeaders();
      await pause(SLOW_MS);
      response.end(whole(events));
    },
    expected: WHOLE,
  },
  {
    name: 'bytes in drips',
    speak: async (response, events) => {
      begin(response);
      const bytes = Buffer.from(whole(events));
      for (let at = 0; at < bytes.length; at += 11) {
        response.write(bytes.subarray(at, at + 11));
        if (at % 121 === 0) await pause(1);
      }
      response.end();
    },
    expected: WHOLE,
  },
  {
    name: 'comments, other fields and other line ends',
    speak: (response, events) =>
      begin(response).end(`: debug {"a":1}\r\nretry: 9\r\n\r\n${whole(events).replaceAll('\n', '\r\n')}`),
    expected: WHOLE,
  },
  {
    name: 'no [DONE]',
    speak: (response, events) => begin(response).end(events.map(eventOf).join('')),
    expected: WHOLE,
  },
  {
    name: 'its usage twice',
    speak: (response, events) => begin(response).end(whole([...events, events.at(-1) ?? ''])),
    expected: WHOLE,
  },
  { name: 'a hang before its headers', speak: () => {}, expected: broken('engine_silent'), patience: HURRIED },
  {
    name: 'a hang after its headers',
    speak: (response) => begin(response).flushHeaders(),
    expected: broken('engine_silent'),
    patience: HURRIED,
  },
  {
    name: 'a stall between pieces',
    speak: (response, events) => begin(response).write(firstPiece(events)),
    expected: broken('engine_silent', 'hello '),
    patience: RESTLESS,
  },
  {
    name: 'malformed SSE',
    speak: (response, events) => afterFirst(response, events, 'data: <html>\n\n'),
    expected: broken('engine_malformed', 'hello '),
  },
  {
    name: 'half a JSON',
    speak: (response, events) => afterFirst(response, events, 'data: {"choices":[{"delta":{"con\n\n'),
    expected: broken('engine_malformed', 'hello '),
  },
  {
    name: 'JSON of another shape',
    speak: (response, events) => afterFirst(response, events, 'data: {"choices":7}\n\n'),
    expected: broken('engine_malformed', 'hello '),
  },
  {
    name: 'a page instead of a stream',
    speak: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    expected: broken('engine_malformed'),
  },
  {
    name: 'an event without end',
    speak: (response) => begin(response).end(`data: ${'x'.repeat(4_300_000)}`),
    expected: broken('engine_malformed'),
  },
  {
    name: 'a cut before its headers',
    speak: (response) => response.destroy(),
    expected: broken('engine_broke_off'),
  },
  {
    name: 'a cut between pieces',
    speak: (response, events) => begin(response).write(firstPiece(events), () => response.destroy()),
    expected: broken('engine_broke_off', 'hello '),
  },
  {
    name: 'an end in good order without its last words',
    speak: (response, events) => afterFirst(response, events, ''),
    expected: broken('engine_broke_off', 'hello '),
  },
  {
    name: 'a content-length that is too long',
    speak: (response, events) => {
      begin(response, { 'content-length': 99_999 }).write(firstPiece(events), () => response.destroy());
    },
    expected: broken('engine_broke_off', 'hello '),
  },
  {
    name: 'a content-length that is too short',
    speak: (response, events) => {
      const said = firstPiece(events);
      begin(response, { 'content-length': Buffer.byteLength(said) }).end(whole(events));
    },
    expected: broken('engine_broke_off', 'hello '),
  },
  { name: 'HTTP 429', speak: (response) => error(response, 429, { error: { message: 'slow down' } }), expected: BUSY },
  { name: 'HTTP 503', speak: (response) => error(response, 503, { error: { message: 'full' } }), expected: BUSY },
  { name: 'HTTP 500', speak: (response) => error(response, 500, { error: 'oops' }), expected: broken('engine_failed') },
  {
    name: 'HTTP 500 for want of memory',
    speak: (response) => error(response, 500, { error: { message: OOM, code: 500 } }),
    expected: broken('engine_out_of_memory'),
  },
  {
    name: 'HTTP 500 for want of the machine’s memory',
    speak: (response) =>
      error(response, 500, { error: 'model requires more system memory (5.6 GiB) than is available (3.2 GiB)' }),
    expected: broken('engine_out_of_memory'),
  },
  {
    name: 'an error in its stream',
    speak: (response, events) => afterFirst(response, events, 'data: {"error":{"message":"internal"}}\n\n'),
    expected: broken('engine_malformed', 'hello '),
  },
  {
    name: 'want of memory in its stream',
    speak: (response, events) => afterFirst(response, events, eventOf(JSON.stringify({ error: { message: OOM } }))),
    expected: broken('engine_out_of_memory', 'hello '),
  },
  {
    name: 'no usage',
    speak: (response, events) => begin(response).end(whole(events.map(withoutUsage))),
    expected: WHOLE,
  },
  {
    name: 'a hundred times its usage',
    speak: (response, events) =>
      begin(response).end(whole(events.map((event) => event.replace(/(_tokens":)(\d+)/g, '$1$200')))),
    expected: WHOLE,
  },
  {
    name: 'usage below nothing',
    speak: (response, events) =>
      begin(response).end(whole(events.map((event) => event.replace(/("prompt_tokens":)/g, '$1-')))),
    // Programs that tell it with each piece are given up at the first, the others at the end.
    expected: broken('engine_malformed', '*'),
  },
  {
    name: 'bytes that are no UTF-8',
    speak: (response, events) => {
      const [before = '', behind = ''] = whole(events).split('world');
      begin(response).end(Buffer.concat([Buffer.from(before), Buffer.from([0xff, 0xfe]), Buffer.from(behind)]));
    },
    expected: { ...WHOLE, text: 'hello \ufffd\ufffd' },
  },
];

function withoutUsage(event: string): string {
  const { usage: _, ...rest } = JSON.parse(event);
  return JSON.stringify(rest);
}

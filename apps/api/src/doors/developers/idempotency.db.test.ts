import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { MODEL } from '../../modules/relay/testing/index.ts';
import { MAX_REPLY_BYTES } from '../../modules/replays/index.ts';
import { dumpDatabase } from '../testing/dump-database.ts';
import { useDoorWorld } from '../testing/use-door-world.ts';

const door = useDoorWorld({ firstTokenMs: 300, idleMs: 300 });
let once: string;
beforeEach(() => {
  once = `once-${randomUUID()}`;
});

const CHAT = { model: MODEL, messages: [{ role: 'user', content: 'Who are you?' }], max_tokens: 50 };

async function post(body: object = CHAT, headers: Record<string, string> = {}, path = 'chat/completions') {
  const response = await fetch(`${door.world.url}/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${door.key}`,
      'content-type': 'application/json',
      'idempotency-key': once,
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, text: bytes.toString('utf8') };
}
const codeOf = ({ text }: { text: string }) => JSON.parse(text).error?.code;
const charges = async () => (await door.usage()).filter(({ costNano }) => costNano > 0n).length;

describe('the same request under the same Idempotency-Key', () => {
  it('gets the same bytes and headers, and is charged once', async () => {
    const first = await post();
    const second = await post();
    expect(first.status).toBe(200);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.text).toBe(first.text);
    for (const name of ['content-type', 'x-spindle-job', 'x-spindle-cost-nano', 'x-spindle-node', 'x-request-id']) {
      expect(second.headers.get(name)).toBe(first.headers.get(name));
      expect(first.headers.get(name)).toBeTruthy();
    }
    expect(door.machine.asked).toHaveLength(1);
    expect(await charges()).toBe(1);
  });

  it('gets a stream again as the stream that it was', async () => {
    const body = { ...CHAT, stream: true, stream_options: { include_usage: true } };
    const first = await post(body);
    const second = await post(body);
    expect(first.text).toMatch(/data: \[DONE\]\n\n$/);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await charges()).toBe(1);
  });

  it('of twenty at once is charged once; the others get the one reply, or are told to come again', async () => {
    door.machine.behaviour = { pauseMs: 30 };
    const replies = await Promise.all(Array.from({ length: 20 }, () => post()));
    const good = replies.filter(({ status }) => status === 200);
    const others = replies.filter(({ status }) => status !== 200);
    expect(new Set(good.map(({ text }) => text)).size).toBe(1);
    for (const other of others) {
      expect(codeOf(other)).toBe('idempotency_running');
      expect(other.status).toBe(409);
      expect(Number(other.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await post()).text).toBe(good[0]?.text);
    expect(await charges()).toBe(1);
    expect(door.machine.asked).toHaveLength(1);
  });

  it('goes on when its caller hangs up, and is there when they ask again', async () => {
    door.machine.behaviour = { pauseMs: 40, words: ['one ', 'two ', 'three ', 'four'] };
    const gone = new AbortController();
    const cancelled = door.machine.cancelled;
    const first = await fetch(`${door.world.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${door.key}`, 'content-type': 'application/json', 'idempotency-key': once },
      body: JSON.stringify({ ...CHAT, stream: true }),
      signal: gone.signal,
    });
    await first.body?.getReader().read();
    gone.abort();
    await expect
      .poll(async () => (await post({ ...CHAT, stream: true })).headers.get('idempotent-replayed'))
      .toBe('true');
    const again = await post({ ...CHAT, stream: true });
    for (const word of ['one ', 'two ', 'three ', 'four']) expect(again.text).toContain(`"${word}"`);
    expect(door.machine.cancelled).toBe(cancelled);
    expect(await charges()).toBe(1);
  });

  it('runs again when it failed, whole or in mid-stream', async () => {
    door.machine.behaviour = { loseAfter: 0 };
    expect((await post()).status).toBe(502);
    door.machine.behaviour = { loseAfter: 2 };
    const broken = await post();
    expect(broken.status).not.toBe(200);
    door.machine.behaviour = {};
    expect((await post()).status).toBe(200);
    once = `stream-${once}`;
    door.machine.behaviour = { loseAfter: 2 };
    expect((await post({ ...CHAT, stream: true })).text).toContain('node_lost');
    door.machine.behaviour = {};
    const again = await post({ ...CHAT, stream: true });
    expect(again.text).toContain('[DONE]');
    expect(again.headers.get('idempotent-replayed')).toBeNull();
    expect(await charges()).toBe(2);
  });

  it('is refused for a reply that was too large to keep, and not charged again', async () => {
    // As much as one token may bring: a machine that sends more is cut off.
    const word = 'x'.repeat(12 * 1024);
    door.machine.behaviour = {
      words: Array.from({ length: Math.ceil(MAX_REPLY_BYTES / word.length) + 1 }, () => word),
    };
    const first = await post({ ...CHAT, max_tokens: 500 });
    expect(first.status).toBe(200);
    expect(first.text.length).toBeGreaterThan(MAX_REPLY_BYTES);
    const second = await post({ ...CHAT, max_tokens: 500 });
    expect([second.status, codeOf(second)]).toEqual([409, 'idempotency_too_large']);
    const streamed = { ...CHAT, max_tokens: 500, stream: true };
    once = `stream-${once}`;
    expect((await post(streamed)).text.length).toBeGreaterThan(MAX_REPLY_BYTES);
    expect(codeOf(await post(streamed))).toBe('idempotency_too_large');
    expect(await charges()).toBe(2);
  });
});

describe('the header', () => {
  it('names one request: another body, or path, is refused', async () => {
    await post();
    const other = await post({ ...CHAT, max_tokens: 51 });
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency_mismatch']);
    expect(codeOf(await post({ model: MODEL, prompt: 'x' }, {}, 'completions'))).toBe('idempotency_mismatch');
  });

  it.each(['', 'x'.repeat(256), 'two words', 'naïve'])('«%s» is refused', async (value) => {
    const refused = await post(CHAT, { 'idempotency-key': value });
    expect([refused.status, JSON.parse(refused.text).error.param]).toEqual([400, 'Idempotency-Key']);
  });

  it('without it, the same request is asked and charged again', async () => {
    for (let time = 0; time < 2; time++) {
      await door.openai.chat.completions.create({ ...CHAT, messages: [{ role: 'user', content: 'Hi' }] });
    }
    expect(await charges()).toBe(2);
  });
});

it('nothing in the whole database tells what was asked, answered, or under which keys', async () => {
  door.machine.behaviour = { words: ['canary-answer'] };
  once = 'canary-header';
  const body = { ...CHAT, messages: [{ role: 'user', content: 'canary-question' }] };
  expect((await post(body)).text).toContain('canary-answer');
  expect((await post(body)).headers.get('idempotent-replayed')).toBe('true');
  const everything = await dumpDatabase(door.world.db);
  expect(everything).toContain(door.accountId);
  expect(everything).not.toContain('canary');
  expect(everything).not.toContain(door.key);
  expect(JSON.stringify(door.world.logged)).not.toContain('canary');
});

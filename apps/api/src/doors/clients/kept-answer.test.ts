import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeptAnswer } from './kept-answer.ts';
import { KeptAnswers } from './kept-answers.ts';

const KEEP_MS = 30;
const BLOCK = new Uint8Array(64 * 1024);

/** Real connections: whoever asks is answered by the test. */
const waiting: ((response: ServerResponse) => void)[] = [];
const server = createServer((_, response) => waiting.shift()?.(response));
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function connected() {
  const leaving = new AbortController();
  const served = new Promise<ServerResponse>((resolve) => waiting.push(resolve));
  const answer = fetch(url, { signal: leaving.signal });
  answer.catch(() => undefined);
  const response = await served;
  const closed = new Promise<void>((resolve) => response.once('close', () => resolve()));
  const leave = () => {
    leaving.abort();
    return closed;
  };
  return { response, answer, leave };
}

function keptAnswer(keepMs = KEEP_MS) {
  const over: string[] = [];
  const answer = new KeptAnswer('account', keepMs, () => over.push('over'));
  return { answer, over };
}

const isOver = ({ answer }: { answer: KeptAnswer }) => answer.signal.aborted;

describe('an answer that outlives its connection', () => {
  it('is over when nobody comes back in time, and says so once', async () => {
    const kept = keptAnswer();
    const reader = await connected();
    kept.answer.attach(reader.response, {}, 0);
    kept.answer.write(BLOCK);
    await reader.leave();
    expect(isOver(kept)).toBe(false);
    await expect.poll(() => isOver(kept)).toBe(true);
    kept.answer.stop();
    expect(kept.over).toEqual(['over']);
    expect(kept.answer.attach((await connected()).response, {}, 0)).toBe(false);
  });

  it('is over in time also when its connection broke before the question was looked at', async () => {
    const kept = keptAnswer();
    const reader = await connected();
    await reader.leave();
    kept.answer.attach(reader.response, {}, 0);
    kept.answer.write(BLOCK);
    kept.answer.end();
    await expect.poll(() => isOver(kept)).toBe(true);
  });

  it('ends when more comes than is kept while nobody reads', async () => {
    const kept = keptAnswer(60_000);
    const reader = await connected();
    kept.answer.attach(reader.response, {}, 0);
    kept.answer.write(BLOCK);
    await reader.leave();
    for (let at = 0; at < 7; at++) kept.answer.write(BLOCK);
    expect(isOver(kept)).toBe(false);
    kept.answer.write(BLOCK);
    expect(isOver(kept)).toBe(true);
  });

  it('forgets what was read long ago, and gives the rest to the next connection', async () => {
    const kept = keptAnswer(60_000);
    const reader = await connected();
    kept.answer.attach(reader.response, {}, 0);
    const read = reader.answer.then((answer) => answer.arrayBuffer()).catch(() => null);
    for (let at = 0; at < 12; at++) await kept.answer.write(BLOCK);
    const next = await connected();
    expect(kept.answer.attach(next.response, {}, 0)).toBe(false);
    expect(kept.answer.attach(next.response, {}, 11 * BLOCK.length)).toBe(true);
    kept.answer.end();
    expect((await (await next.answer).arrayBuffer()).byteLength).toBe(BLOCK.length);
    await read;
    kept.answer.letGo();
  });
});

describe('the answers that a broker keeps', () => {
  const id = (at: number) => at.toString(16).padStart(64, '0');

  it('are four of an account, each by an id of its own, and another account’s are none', () => {
    const kept = new KeptAnswers();
    const begun = Array.from({ length: 5 }, (_, at) => kept.begin('a', { id: id(at), ms: 1_000 }));
    expect(begun.map((answer) => answer !== null)).toEqual([true, true, true, true, false]);
    expect(kept.begin('b', { id: id(0), ms: 1_000 })).toBeNull();
    expect(kept.of('b', id(0))).toBeNull();
    kept.of('a', id(0))?.stop();
    expect(kept.begin('a', { id: id(9), ms: 1_000 })).not.toBeNull();
    for (const answer of begun) answer?.letGo();
  });

  it('are 256 in all', () => {
    const kept = new KeptAnswers();
    const begun = Array.from({ length: 257 }, (_, at) => kept.begin(`a${at}`, { id: id(at), ms: 1_000 }));
    expect(begun.filter((answer) => answer === null)).toHaveLength(1);
  });
});

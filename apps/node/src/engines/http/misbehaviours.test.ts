import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServerEngine, DIALECTS } from '../adapters.ts';
import type { Engine } from '../engine.ts';
import { askEngine } from '../testing/ask-engine.ts';
import { DIALECT_SCRIPTS, speakAs } from '../testing/dialect-scripts.ts';
import { MISBEHAVIOURS, PATIENT, PIECES } from '../testing/misbehaviours.ts';
import { type OpenAiServer, startOpenAiServer } from '../testing/openai-server.ts';
import type { Patience } from './dialect.ts';

const SECRET = 'the-secret-of-the-prompt';
const LIMITS = { maxInputTokens: 400, maxOutputTokens: 20 };

/* Every program, in every way in which a program may answer: over real connections. */
describe.each(Object.values(DIALECTS))('$name with', ({ kind }) => {
  const script = DIALECT_SCRIPTS[kind];
  const events = script.chunks(PIECES).map((chunk) => JSON.stringify(chunk));
  let server: OpenAiServer;
  const engineWith = async (patience: Patience): Promise<Engine> => {
    const settings = { kind, url: server.url, key: null, name: null, abilities: ['chat'] } as const;
    const engine = createServerEngine(settings, 'tiny', patience);
    expect(await engine.check()).toEqual({ ok: true, value: null });
    return engine;
  };

  beforeAll(async () => {
    server = await startOpenAiServer();
    speakAs(server, script);
  });
  afterAll(() => server.close());

  it.each(MISBEHAVIOURS)('$name', async ({ speak, expected, patience = PATIENT }) => {
    const engine = await engineWith(patience);
    server.respond = (response) => void speak(response, events);
    const heard = await askEngine(engine, SECRET, LIMITS);
    const told = { fault: heard.fault?.code ?? null, why: heard.why?.code ?? null };
    expect(told).toEqual({ fault: expected.fault, why: expected.why });
    if (expected.text !== '*') expect(heard.text).toBe(expected.text);
    expect(heard.end === null).toBe(expected.fault !== null);
    // Counts are of pieces and never more than the terms, whatever a program tells.
    if (heard.end) expect(heard.end.usage.output).toBeGreaterThanOrEqual(PIECES.length);
    if (heard.end) expect(heard.end.usage.output).toBeLessThanOrEqual(LIMITS.maxOutputTokens);
    if (heard.end) expect(heard.end.usage.input).toBeLessThanOrEqual(LIMITS.maxInputTokens);
    expect(JSON.stringify([heard.fault, heard.why])).not.toMatch(/secret|GiB/);
  });

  it('an answer given up by its asker, whose connection it closes', async () => {
    const engine = await engineWith(PATIENT);
    const stop = new AbortController();
    server.respond = (response) => {
      response.writeHead(200).write(
        events
          .slice(0, 3)
          .map((event) => `data: ${event}\n\n`)
          .join(''),
      );
    };
    const seen = server.seen.length;
    const heard = await askEngine(engine, SECRET, { signal: stop.signal, onPiece: () => stop.abort() });
    expect([heard.end, heard.fault]).toEqual([null, null]);
    await expect.poll(() => server.seen.at(seen)?.isClosedEarly).toBe(true);
  });
});

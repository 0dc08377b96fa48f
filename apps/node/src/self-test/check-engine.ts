import { ok, type Result } from '@spindle/shared';
import { type Engine, plainQuestion } from '../engines/index.ts';
import type { ServedModel } from '../models.ts';
import { type Finding, failing, fine, warning } from './finding.ts';

const ANSWER_PATIENCE_MS = 120_000;
/** Short: its model may have to be loaded first, which is not what is timed. */
const FIRST_TOKENS = 8;
const TIMED_TOKENS = 64;
const SLOW_TOKENS_PER_SECOND = 5;
const LATE_FIRST_TOKEN_MS = 5_000;
/** Fewer say nothing of the speed. */
const LEAST_TIMED_TOKENS = 8;

/** The engine is there, has the model, really answers, how fast, and with how much context. */
export async function checkEngine({ model, engine }: ServedModel): Promise<Finding[]> {
  const there = await engine.check();
  // Its name is known once it was reached.
  const check = `engine ${engine.name}`;
  if (!there.ok) return [failing(check, there.fault)];
  const first = await ask(engine, 'Say hello.', FIRST_TOKENS);
  if (!first.ok) return [failing(check, first.fault)];
  const answers = fine(check, `answers with ${model}: ${first.value.tokens} tokens in ${first.value.totalMs} ms`, {
    ...{ model, tokens: first.value.tokens, totalMs: first.value.totalMs },
  });
  const warnings = (engine.warnings ?? []).map((fault): Finding => ({ ...failing(check, fault), outcome: 'warn' }));
  return [answers, ...warnings, await timeAnswer(engine), ...checkContext(model, engine)];
}

async function timeAnswer(engine: Engine): Promise<Finding> {
  const timed = await ask(engine, 'Count from one to fifty in words.', TIMED_TOKENS);
  if (!timed.ok) return failing('speed', timed.fault);
  const { tokens, firstTokenMs, totalMs } = timed.value;
  const speakingMs = totalMs - firstTokenMs;
  if (firstTokenMs > LATE_FIRST_TOKEN_MS) {
    return warning('speed', 'first_token_late', { seconds: Math.round(firstTokenMs / 100) / 10 });
  }
  if (tokens < LEAST_TIMED_TOKENS || speakingMs <= 0) {
    return fine('speed', `first token after ${firstTokenMs} ms`, { firstTokenMs });
  }
  const tokensPerSecond = Math.round(((tokens - 1) * 10_000) / speakingMs) / 10;
  if (tokensPerSecond < SLOW_TOKENS_PER_SECOND)
    return warning('speed', 'engine_slow', { tokensPerSecond, firstTokenMs });
  return fine('speed', `${tokensPerSecond} tokens/s, first token after ${firstTokenMs} ms`, {
    ...{ tokensPerSecond, firstTokenMs },
  });
}

/** Buyers send whole documents: less than this and many requests are refused. */
const SHORT_CONTEXT_TOKENS = 8_192;

function checkContext(model: string, { facts }: Engine): Finding[] {
  const tokens = facts?.model.contextLength ?? null;
  if (tokens === null) return [];
  return [
    tokens < SHORT_CONTEXT_TOKENS
      ? warning('context', 'context_short', { model, tokens })
      : fine('context', `${tokens} tokens`, { tokens }),
  ];
}

interface Timed {
  tokens: number;
  firstTokenMs: number;
  totalMs: number;
}

async function ask(engine: Engine, question: string, maxOutputTokens: number): Promise<Result<Timed>> {
  const startedAt = performance.now();
  const sinceMs = () => Math.round(performance.now() - startedAt);
  let firstTokenMs: number | null = null;
  let said: Result<number> = ok(0);
  const asked = {
    ...plainQuestion(question, engine.abilities),
    ...{ maxInputTokens: 256, maxOutputTokens, owner: 'self-test' },
  };
  await engine.answer(asked, AbortSignal.timeout(ANSWER_PATIENCE_MS), (event) => {
    if (event.kind === 'piece') firstTokenMs ??= sinceMs();
    if (event.kind === 'failed') said = { ok: false, fault: event.why ?? event.fault };
    if (event.kind === 'end') said = ok(event.usage.output);
    return undefined;
  });
  const totalMs = sinceMs();
  return said.ok ? ok({ tokens: said.value, firstTokenMs: firstTokenMs ?? totalMs, totalMs }) : said;
}

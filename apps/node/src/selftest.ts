import { ChallengeReplySchema, fail, type OfferedModel, ok, type Result } from '@spindle/shared';
import { type Engine, plainQuestion } from './engines/index.ts';
import type { Membership } from './home/membership.ts';
import { type BrokerAddress, postJson } from './link/post-json.ts';
import type { ServedModel } from './models.ts';

/** Quotes live a minute: a clock that is further off than this makes fresh ones look expired. */
const MAX_SKEW_MS = 20_000;
const ANSWER_PATIENCE_MS = 60_000;
const TEST_TOKENS = 8;

/** One thing that was checked: fine, or a fault whose text says what to do. */
export interface Finding {
  name: string;
  result: Result<string>;
}

/** The market answers, and our clock agrees with its own. */
export async function checkMarket(broker: BrokerAddress, nodeId: string, nowMs: () => number): Promise<Finding[]> {
  const sentAtMs = nowMs();
  const reply = await postJson(broker, '/nodes/challenge', { nodeId }, ChallengeReplySchema);
  if (!reply.ok) return [{ name: 'market', result: reply }];
  const market: Finding = { name: 'market', result: ok(`${broker.url} answers in ${nowMs() - sentAtMs} ms`) };
  return [market, { name: 'clock', result: checkClock(reply.value.brokerMs, sentAtMs, nowMs()) }];
}

/** @param brokerMs the market's clock, in whole seconds, somewhere between the two times of ours. */
export function checkClock(brokerMs: number | null, sentAtMs: number, receivedAtMs: number): Result<string> {
  if (brokerMs === null) return ok('the market does not tell its time');
  const offMs = Math.max(sentAtMs - (brokerMs + 1_000), brokerMs - receivedAtMs, 0);
  return offMs > MAX_SKEW_MS
    ? fail('clock_skewed', { seconds: Math.round(offMs / 1000) })
    : ok('agrees with the market');
}

/** The listing offers what this node runs. */
export function checkOffers({ offers }: Pick<Membership, 'offers'>, served: readonly ServedModel[]): Finding {
  const names = (list: readonly Pick<OfferedModel, 'model'>[]) => list.map(({ model }) => model).join(', ') || '–';
  const both = served.filter(({ model }) => offers.some((offer) => offer.model === model));
  if (both.length > 0) return { name: 'offers', result: ok(`the listing offers ${names(both)}`) };
  return { name: 'offers', result: fail('node_offers', { running: names(served), offered: names(offers) }) };
}

/** The engine is there, has the model, and really answers. */
export async function checkEngine({ model, engine }: ServedModel): Promise<Finding> {
  const there = await engine.check();
  return { name: `engine ${engine.name}, ${model}`, result: there.ok ? await tryAnswer(engine) : there };
}

async function tryAnswer(engine: Engine): Promise<Result<string>> {
  const startedAt = performance.now();
  const ask = {
    ...plainQuestion('Say hello.', engine.abilities),
    maxInputTokens: 256,
    maxOutputTokens: TEST_TOKENS,
    owner: 'doctor',
  };
  let said: Result<number> = ok(0);
  await engine.answer(ask, AbortSignal.timeout(ANSWER_PATIENCE_MS), (event) => {
    if (event.kind === 'failed') said = { ok: false, fault: event.fault };
    if (event.kind === 'end') said = ok(event.usage.output);
    return undefined;
  });
  if (!said.ok) return said;
  return ok(`answers: ${said.value} tokens in ${Math.round(performance.now() - startedAt)} ms`);
}

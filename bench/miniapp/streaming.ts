import type { Browser, CDPSession, Page } from 'playwright-core';
import { type Figure, percentile } from '../money/figure.ts';
import { type Held, readHeld } from './held.ts';
import { openPhone } from './phone.ts';

const TOKENS_A_SECOND = 100;
const CONVERSATION_TOKENS = 20_000;
const ANSWER_TOKENS = 500;
const ANSWERS = CONVERSATION_TOKENS / ANSWER_TOKENS;
const FRAME_MS = 1_000 / 60;
const HOUR_TOKENS = 3_600 * TOKENS_A_SECOND;
/** An hour is gone through in pieces of so many tokens, each drawn in a frame of its own, one frame after the other. */
const PIECE_TOKENS = 50;

/** So many tokens a second into the page, each by itself, and the times of the frames beside it. */
const STREAM = `async (seconds) => {
  const frames = [];
  const from = performance.now();
  let said = 0;
  const clock = setInterval(() => {
    const due = Math.floor((performance.now() - from) / 1000 * ${TOKENS_A_SECOND});
    if (due > said) streaming.say(due - said);
    said = due;
  }, ${1_000 / TOKENS_A_SECOND});
  await new Promise((resolve) => {
    const frame = (now) => { frames.push(now); if (now - from > seconds * 1000) resolve(); else requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  });
  clearInterval(clock);
  return frames;
}`;

/** So many tokens as fast as the page draws them. */
const HURRY = `async (tokens) => {
  const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let said = 0; said < tokens; said += ${PIECE_TOKENS}) {
    if (said > 0 && said % ${ANSWER_TOKENS} === 0) streaming.next();
    streaming.say(${PIECE_TOKENS});
    await next();
  }
}`;

async function openChat(browser: Browser, url: string, nowMs: number): Promise<{ page: Page; cdp: CDPSession }> {
  const { page, cdp } = await openPhone(browser, nowMs, { isSlow: false });
  await page.goto(`${url}/bench/chat.html`);
  await page.locator('main').waitFor();
  await page.waitForFunction('window.streaming !== undefined');
  return { page, cdp };
}

/** Frames while an answer streams at the end of a conversation of 20,000 tokens. */
export async function measureFrames(browser: Browser, url: string, nowMs: number, seconds: number): Promise<Figure[]> {
  const { page, cdp } = await openChat(browser, url, nowMs);
  await page.evaluate(`streaming.begin(${ANSWERS}, ${ANSWER_TOKENS})`);
  await page.evaluate(`(${STREAM})(2)`);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await workOf(cdp);
  const times = await page.evaluate<number[]>(`(${STREAM})(${seconds})`);
  const after = await workOf(cdp);
  await page.context().close();
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / FRAME_MS) - 1), 0);
  const beside = `${missed} of ${gaps.length + missed} frames missed, the longest took ${Math.max(...gaps).toFixed(0)} ms, p99 ${percentile(gaps, 0.99).toFixed(1)} ms`;
  const must = { atLeast: 59.5 };
  const ofFrame = (name: keyof Work) => (((after[name] - before[name]) / (seconds * 60)) * 1_000).toFixed(2);
  const parts = `script ${ofFrame('ScriptDuration')}, style ${ofFrame('RecalcStyleDuration')}, layout ${ofFrame('LayoutDuration')}`;
  const share = ((after.TaskDuration - before.TaskDuration) / seconds) * 100;
  return [
    {
      what: 'processor of the page meanwhile',
      value: share,
      unit: '% of a core',
      digits: 0,
      must: null,
      beside: `ms for each of 60 frames a second: ${parts}`,
    },
    {
      what: 'frames while 100 tokens a second come',
      value: (gaps.length / whole) * 1_000,
      unit: '/s',
      digits: 1,
      must,
      beside,
    },
  ];
}

type Work = Record<'TaskDuration' | 'ScriptDuration' | 'LayoutDuration' | 'RecalcStyleDuration', number>;

/** Seconds of processor that the page's own thread took since it was opened. */
async function workOf(cdp: CDPSession): Promise<Work> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    TaskDuration: of('TaskDuration'),
    ScriptDuration: of('ScriptDuration'),
    LayoutDuration: of('LayoutDuration'),
    RecalcStyleDuration: of('RecalcStyleDuration'),
  };
}

/** What the page holds, garbage collected, before and after an hour's tokens, in conversations of 20,000. */
export async function measureMemory(
  browser: Browser,
  url: string,
  nowMs: number,
  tokens = HOUR_TOKENS,
): Promise<Figure[]> {
  const { page, cdp } = await openChat(browser, url, nowMs);
  const held: Held[] = [];
  for (let said = 0; said < tokens; said += CONVERSATION_TOKENS) {
    await page.evaluate('streaming.begin(0, 0)');
    await page.evaluate(`(${HURRY})(${CONVERSATION_TOKENS})`);
    held.push(await readHeld(cdp));
  }
  await page.context().close();
  const [first, second] = held;
  const last = held.at(-1);
  if (!first || !second || !last) throw new Error('an hour has more than one conversation');
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;
  const beside = [
    `${mb(second.made)} after the second conversation (${mb(first.made)} after the first), ${mb(last.made)} after the last of ${held.length}`,
    `what V8 compiled meanwhile, not counted: ${mb(second.compiled)}, then ${mb(last.compiled)}`,
  ].join('; ');
  return [
    {
      ...{ what: 'memory grown by over an hour of streaming', unit: '%', digits: 1 },
      ...{ value: (last.made / second.made - 1) * 100, must: { atMost: 5 }, beside },
    },
  ];
}

import { FrameReader } from '@spindle/sealed';
import { FrameType, unwrap } from '@spindle/shared';
import type { BrowserContext, Page } from 'playwright-core';

/** A frame of an answer as an observer of the wire sees it. */
export interface TimedFrame {
  /** Since the question was sent, milliseconds by the browser's clock. */
  atMs: number;
  bytes: number;
}

/** Has pages of this browser keep when which bytes of each answer came. Before a page is opened. */
export const watchAnswers = (context: BrowserContext): Promise<unknown> => context.addInitScript(KEEP_ANSWERS);

/** What a page fetches stays as it is: its answer is read along. */
const KEEP_ANSWERS = `{
  const answers = (window.answersSeen = []);
  const fetchIt = window.fetch;
  window.fetch = async (...asked) => {
    const fromMs = performance.now();
    const response = await fetchIt(...asked);
    if (new URL(response.url).pathname !== '/relay' || !response.body) return response;
    const [own, seen] = response.body.tee();
    const pieces = [];
    answers.push(pieces);
    const reader = seen.getReader();
    const keep = async () => {
      for (let got = await reader.read(); !got.done; got = await reader.read())
        pieces.push({ atMs: performance.now() - fromMs, bytes: Array.from(got.value) });
    };
    keep().catch(() => undefined);
    return new Response(own, response);
  };
}`;

/** The text frames of the page's last answer, with the time when each was whole. */
export async function lastAnswer(page: Page): Promise<TimedFrame[]> {
  const pieces: { atMs: number; bytes: number[] }[] = await page.evaluate('window.answersSeen.at(-1)');
  const reader = new FrameReader();
  return pieces.flatMap(({ atMs, bytes }) =>
    unwrap(reader.push(Uint8Array.from(bytes)))
      .filter(({ type }) => type === FrameType.Text || type === FrameType.Last)
      .map((frame) => ({ atMs, bytes: frame.bytes.length })),
  );
}

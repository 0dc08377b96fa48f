import { FrameReader } from '@spindle/sealed';
import { FrameType, unwrap } from '@spindle/shared';
import type { Page } from 'playwright-core';

const TAG_BYTES = 16;
const LENGTH_BYTES = 4;
/** Token count and tag beside what is sealed; in an attempt's first frame 16 random bytes too. */
const BESIDE_BYTES = 4 + TAG_BYTES;
const FIRST_BYTES = 16;

/** What an observer of the wire sees of one sealed question and its answer, out of a browser's own requests. */
export interface Relayed {
  /** Of the question as it was sealed, padding and all. */
  bodyBytes: number;
  /** Of each frame of the answer, in order, as it was sealed. */
  frameBytes: number[];
}

/** What the page's next sealed question puts on the wire, both ways, to be awaited after it was sent. */
export function watchRelay(page: Page): Promise<Relayed> {
  return new Promise((resolve, reject) => {
    const watching = page.route(
      (url) => url.pathname === '/relay',
      async (route) => {
        // Between page and market: a page that has its answer reads no further, so its own request never ends.
        const response = await route.fetch({ timeout: 60_000 });
        const body = await response.body();
        await route.fulfill({ response, body });
        resolve(relayedOf(route.request().postDataBuffer() ?? Buffer.alloc(0), body));
      },
      { times: 1 },
    );
    watching.catch(reject);
  });
}

function relayedOf(sent: Buffer, got: Buffer): Relayed {
  const answer = unwrap(new FrameReader().push(got)).filter(
    ({ type }) => type === FrameType.Text || type === FrameType.Last,
  );
  return {
    bodyBytes: bodyOf(sent).length - TAG_BYTES,
    frameBytes: answer.map(({ bytes }, at) => bytes.length - BESIDE_BYTES - (at === 0 ? FIRST_BYTES : 0)),
  };
}

/** The ciphertext behind the relay's head and the envelope's header. */
function bodyOf(sent: Buffer): Buffer {
  const envelope = sent.subarray(LENGTH_BYTES + sent.readUInt32BE(0));
  return envelope.subarray(LENGTH_BYTES + envelope.readUInt32BE(0));
}

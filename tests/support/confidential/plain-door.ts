import type { ConfidentialWorld } from './confidential-world.ts';
import { recordWire } from './recording-wire.ts';
import { MODEL } from './seed-market.ts';

/** A question at the developers' door, where the broker seals for the caller and so reads along, over a wire of its own. */
export async function askPlainly(
  { port, key }: Pick<ConfidentialWorld, 'port' | 'key'>,
  { question, listingId }: { question: string; listingId: string },
) {
  const wire = await recordWire(port);
  let said = '';
  let isEnded = false;
  const asking = (async () => {
    const response = await fetch(`${wire.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({
        ...{ model: MODEL, stream: true, max_tokens: 64, providers: { only: [listingId] } },
        messages: [{ role: 'user', content: question }],
      }),
    });
    if (!response.ok || !response.body) throw new Error(`the plain door answers ${response.status}`);
    for await (const piece of response.body.pipeThrough(new TextDecoderStream())) said += piece;
  })().finally(() => {
    isEnded = true;
  });
  asking.catch(() => undefined);
  return {
    /** Until a word of the answer has come. */
    hasSaid: async (word: string) => {
      while (!said.includes(word)) {
        if (isEnded) await asking.then(() => Promise.reject(new Error(`the plain door never says ${word}`)));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    /** Waits for the end of the answer. @returns all that went over the wire. */
    end: async (): Promise<Buffer> => {
      await asking;
      const recorded = wire.recorded().flatMap(({ toServer, toCaller }) => [toServer, toCaller]);
      await wire.close();
      return Buffer.concat(recorded);
    },
  };
}

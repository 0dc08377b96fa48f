import { readFileSync } from 'node:fs';
import { type Frame, FrameReader, type Primitives, sealRequest, webPrimitives } from '@spindle/sealed';
import { nodePrimitives, openQuote } from '@spindle/sealed/node';
import { FaultError, ManifestSchema, parseDocument, unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { AnswerReader } from './answer-reader.ts';
import { checkQuote, someUsable } from './check-quote.ts';
import { framesTogether } from './frames-together.ts';
import { keepTier } from './keep-tier.ts';
import { readAsk } from './read-ask.ts';

/* What docs/test-vectors say of a device: whom it seals to, and which streams it takes for no answer. */

// biome-ignore lint/suspicious/noExplicitAny: files whose shape the tests know
const json = (name: string): any =>
  JSON.parse(readFileSync(new URL(`../../../docs/test-vectors/${name}`, import.meta.url), 'utf8'));
const bytes = (digits: string) => new Uint8Array(Buffer.from(digits, 'hex'));
const PLATFORMS: [string, Primitives][] = [
  ['WebCrypto', webPrimitives],
  ['node:crypto', nodePrimitives],
];

describe.each(PLATFORMS)('stream.json (%s)', (_, primitives) => {
  const { frames, refused } = json('stream.json');

  /** The code and field by which a stream is refused; null when it is an answer. */
  async function codeOf(
    stream: readonly (number | string)[],
    cut: number,
    isTogether: boolean,
  ): Promise<[string, unknown] | null> {
    const answer = await readerOf(primitives);
    const whole = bytes(stream.map((it) => (typeof it === 'number' ? frames[it] : it)).join(''));
    try {
      const all = unwrap(new FrameReader().push(whole.subarray(0, whole.length - cut)));
      for (const [first, ...others] of isTogether ? framesTogether(all) : all.map((it): [Frame] => [it])) {
        if (others.length > 0) for (const events of answer.readTogether([first, ...others])) await events;
        else await answer.read(first);
      }
      if (answer.isEnded) return null;
      throw answer.brokenOff();
    } catch (error) {
      if (!(error instanceof FaultError)) throw error;
      return [error.fault.code, error.fault.facts?.field];
    }
  }

  it.each([false, true])('is an answer (frames opened together: %s)', async (isTogether) => {
    const all = frames.map((_frame: string, at: number) => at);
    expect(await codeOf(all, 0, isTogether)).toBeNull();
  });

  it.each([false, true])('is none by its codes (frames opened together: %s)', async (isTogether) => {
    for (const { what, code, field, stream, cut } of refused) {
      const found = await codeOf(stream, cut ?? 0, isTogether);
      expect([what, found?.[0]]).toEqual([what, code]);
      if (field) expect([what, found?.[1]]).toEqual([what, field]);
    }
  });
});

/** The device that sealed request.json: with the same key and salt, whatever its wraps are. */
async function readerOf(primitives: Primitives): Promise<AnswerReader> {
  const { body, recipients, contentKey, salt, iv, requestHash } = json('request.json');
  const { manifest: text } = json('receipt-file.json');
  const manifest = parseDocument(ManifestSchema, text);
  if (!manifest) throw new Error('a manifest');
  const drawn = { ...primitives, random: () => bytes(contentKey + salt + iv) };
  const input = { candidates: recipients, jobId: recipients[0].terms.jobId, body };
  const sealed = unwrap(await sealRequest(input, drawn));
  const [{ terms }] = recipients;
  return new AnswerReader({ ...sealed, requestHash }, [{ terms, manifest }], primitives);
}

describe('quote.json', () => {
  const { quote, brokerKey, nowMs, unfit, tiers, later } = json('quote.json');
  const parts = { primitives: nodePrimitives, evidence: undefined };
  const read = async (signed: { text: string; signature: string }) => unwrap(await openQuote(signed, brokerKey, nowMs));
  const asked = { model: 'tiny', maxInputTokens: 1_000, maxOutputTokens: 500 };

  it('is unfit for who asked for something else', async () => {
    const opened = await read(quote);
    expect((await checkQuote(opened, asked, nowMs, parts)).refused).toEqual([]);
    for (const { what, request, field } of unfit) {
      const { usable, refused } = await checkQuote(opened, { ...asked, ...request }, nowMs, parts);
      const fault = { code: 'quote_unfit', facts: { field } };
      expect([what, usable, refused.map((it) => it.fault)]).toEqual([what, [], [fault, fault]]);
    }
  });

  it('with lower tiers among its candidates is sealed to none of them', async () => {
    const opened = await read(tiers.quote);
    for (const { tier, usable, refused } of tiers.asked) {
      const checked = await checkQuote(opened, { ...asked, tier }, nowMs, parts);
      expect([tier, checked.usable.map(({ terms }) => terms.nodeId)]).toEqual([tier, usable]);
      expect([tier, checked.refused.map(({ fault }) => fault.code)]).toEqual([tier, refused]);
    }
  });

  it('later ones are for nobody below the tier of the first, where none was named', async () => {
    const first = await checkQuote(await read(later.first), asked, nowMs, parts);
    const ask = readAsk({ model: 'tiny', messages: [{ role: 'user', content: 'Hi' }] });
    // Without the keeping it would be the lowest, and the second quote's would pass.
    const { tier = 'community' } = keepTier(ask, first.usable).quoteRequest;
    const second = await checkQuote(await read(later.second), { ...asked, tier }, nowMs, parts);
    expect(second.usable.map(({ terms }) => terms.nodeId)).toEqual(later.usable);
    const refused = second.refused.map(({ nodeId, fault }) => ({
      nodeId,
      code: fault.code,
      field: fault.facts?.field,
    }));
    expect(refused).toEqual(later.refused);
    const none = someUsable(await checkQuote(await read(later.secondOfLower), { ...asked, tier }, nowMs, parts));
    expect(none.ok ? null : none.fault.code).toBe(later.code);
  });
});

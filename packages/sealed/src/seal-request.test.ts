import { MAX_SEALED_BYTES, type Result, unwrap } from '@spindle/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealRequest } from './index.ts';
import { nodePrimitives, openRequest, type SealedBody, webPrimitives } from './node/index.ts';
import { makeNode, makeTerms, type TestNode } from './testing/fixtures.ts';

const chat = (content: string): SealedBody => ({ kind: 'chat', request: { messages: [{ role: 'user', content }] } });
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.fault.code);

async function setup({ primitives = nodePrimitives, body = chat('What is a spindle?') } = {}) {
  const nodes = [makeNode('a'), makeNode('b')];
  const candidates = nodes.map(({ nodeId, keys }) => ({ terms: makeTerms(nodeId), sealKey: keys.publicKey }));
  const sealed = unwrap(await sealRequest({ candidates, jobId: makeTerms('').jobId, body }, primitives));
  const [first, second] = nodes;
  if (!first || !second) throw new Error('two nodes');
  const open = (changes: Partial<Parameters<typeof openRequest>[0]> = {}, node: TestNode = first) =>
    openRequest({
      envelope: sealed.envelope,
      nodeId: node.nodeId,
      terms: makeTerms(node.nodeId),
      keys: node.keys,
      ...changes,
    });
  return { first, second, sealed, open };
}

describe('a sealed request', () => {
  it('is opened by every candidate, whichever platform sealed it', async () => {
    for (const primitives of [webPrimitives, nodePrimitives]) {
      const { second, sealed, open } = await setup({ primitives });
      for (const opened of [open(), open({}, second)]) {
        expect(unwrap(opened).body).toEqual(chat('What is a spindle?'));
        expect(unwrap(opened).requestHash).toBe(sealed.requestHash);
      }
    }
  });

  it('brings any body through', async () => {
    // The reader drops a parameter of this name, which no engine has.
    const name = fc.string().filter((text) => text !== '__proto__');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.jsonValue()), async (request) => {
        const { open } = await setup({ body: { kind: 'chat', request } });
        expect(JSON.stringify(unwrap(open()).body.request)).toBe(JSON.stringify(request));
      }),
      { numRuns: 50 },
    );
  });

  it('tells its length in steps of 256 bytes only', async () => {
    const short = await setup({ body: chat('Yes') });
    const longer = await setup({ body: chat('Yes, and tell me why') });
    expect(longer.sealed.envelope.length).toBe(short.sealed.envelope.length);
  });

  it('is refused with any one bit changed', async () => {
    const { sealed, open } = await setup();
    for (let bit = 0; bit < sealed.envelope.length * 8; bit += 7) {
      const envelope = sealed.envelope.slice();
      envelope[bit >> 3] = (envelope[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(open({ envelope }).ok).toBe(false);
    }
  });

  it('is refused when truncated at any place, or with bytes behind it', async () => {
    const { sealed, open } = await setup();
    for (let length = 0; length < sealed.envelope.length; length += 13) {
      expect(code(open({ envelope: sealed.envelope.subarray(0, length) }))).toBe('sealed_malformed');
    }
    const envelope = new Uint8Array([...sealed.envelope, 0]);
    expect(code(open({ envelope }))).toBe('sealed_malformed');
  });

  it('is refused when too large, on either side', async () => {
    const { open } = await setup();
    const body = chat('x'.repeat(MAX_SEALED_BYTES));
    expect(code(await sealRequest({ candidates: [], jobId: '', body }, nodePrimitives))).toBe('too_large');
    expect(code(open({ envelope: new Uint8Array(MAX_SEALED_BYTES + 1) }))).toBe('too_large');
  });

  it('is refused by a node that it was not sealed for, and by one with new keys', async () => {
    const { open } = await setup();
    const stranger = makeNode('c');
    expect(code(open({}, stranger))).toBe('sealed_wrong_node');
    expect(code(open({ keys: stranger.keys }))).toBe('sealed_wrong_node');
  });

  it('is refused under any other terms than the device showed', async () => {
    const { first, open } = await setup();
    const changes = [
      { outputMicroUsdPerMTok: '400001' },
      { model: 'tinier' },
      { tier: 'verified' },
      { maxOutputTokens: 501 },
      { jobId: '99999999-9999-7999-8999-999999999999' },
      { rateMicroUsdPerCoin: '1' },
      { env: 'production' },
    ] as const;
    for (const change of changes) {
      expect(code(open({ terms: makeTerms(first.nodeId, change) }))).toBe('terms_mismatch');
    }
  });
});

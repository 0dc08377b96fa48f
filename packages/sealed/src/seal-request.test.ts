import { unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { decodeDeltas, encodeDeltas, FrameReader, sealRequest, webPrimitives } from './index.ts';
import { nodePrimitives, openRequest, type SealedBody } from './node/index.ts';
import { makeNode, makeTerms } from './testing/fixtures.ts';

const PLATFORMS = { WebCrypto: webPrimitives, 'node:crypto': nodePrimitives };

const body = (text: string): SealedBody => ({ kind: 'chat', request: { messages: [{ role: 'user', content: text }] } });

async function setup(primitives = nodePrimitives, text = 'What is a spindle?') {
  const nodes = [makeNode('a'), makeNode('b')];
  const candidates = nodes.map((node) => ({ terms: makeTerms(node.nodeId), sealKey: node.keys.publicKey }));
  const jobId = makeTerms('').jobId;
  const sealed = unwrap(await sealRequest({ candidates, jobId, body: body(text) }, primitives));
  return { nodes, candidates, sealed };
}

describe.each(Object.keys(PLATFORMS))('a request sealed by %s', (platform) => {
  const primitives = platform === 'WebCrypto' ? PLATFORMS.WebCrypto : PLATFORMS['node:crypto'];

  it('is opened by each candidate, and its answer by the device', async () => {
    const { nodes, candidates, sealed } = await setup(primitives);
    for (const [at, node] of nodes.entries()) {
      const terms = candidates[at]?.terms ?? makeTerms('');
      const opened = unwrap(openRequest({ envelope: sealed.envelope, nodeId: node.nodeId, terms, keys: node.keys }));
      expect(opened.body).toEqual(body('What is a spindle?'));
      expect(opened.requestHash).toBe(sealed.requestHash);
      const answer = opened.answer(at);
      const reader = new FrameReader();
      const opener = sealed.answer(at, node.nodeId);
      const pieces = ['A tool', ' for yarn', '.'];
      for (const [index, text] of pieces.entries()) {
        const last = index === pieces.length - 1;
        const raw = answer.seal(encodeDeltas([{ kind: 'text', text }]), { last, outputTokens: index + 1 });
        const [frame] = unwrap(reader.push(raw));
        if (!frame) throw new Error('no frame');
        expect(unwrap(decodeDeltas(unwrap(await opener.open(frame))))).toEqual([{ kind: 'text', text }]);
        expect(opener.isWhole).toBe(last);
      }
      expect(await opener.proof()).toEqual({ ...answer.proof(), outputTokens: 3 });
    }
  });
});

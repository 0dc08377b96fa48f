import { unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { type SealedBody, sealRequest } from './index.ts';
import { generatePostQuantumKeys, generateSealKeys, nodePrimitives, openRequest, webPrimitives } from './node/index.ts';
import { makeNode, makeTerms } from './testing/fixtures.ts';

const body: SealedBody = { kind: 'chat', request: { messages: [{ role: 'user', content: 'Store now, open later?' }] } };

async function setup(primitives = nodePrimitives) {
  const { nodeId } = makeNode('a');
  const keys = { ...generateSealKeys(), postQuantum: generatePostQuantumKeys() };
  const terms = makeTerms(nodeId);
  const recipient = { terms, sealKey: keys.publicKey, sealKeyPostQuantum: keys.postQuantum.publicKey };
  const sealed = unwrap(await sealRequest({ candidates: [recipient], jobId: terms.jobId, body }, primitives));
  const open = (changes: Partial<Parameters<typeof openRequest>[0]> = {}) =>
    openRequest({ envelope: sealed.envelope, nodeId, terms, keys, ...changes });
  return { sealed, open, keys, terms, recipient };
}

function headerOf(envelope: Uint8Array) {
  const length = new DataView(envelope.buffer, envelope.byteOffset).getUint32(0);
  return JSON.parse(new TextDecoder().decode(envelope.subarray(4, 4 + length)));
}

describe('the suite that a later quantum computer cannot open', () => {
  it.each([
    ['WebCrypto', webPrimitives],
    ['node:crypto', nodePrimitives],
  ] as const)('brings a request through (%s)', async (_, primitives) => {
    const { open, sealed } = await setup(primitives);
    expect(unwrap(open()).body).toEqual(body);
    const header = headerOf(sealed.envelope);
    expect(header.wraps).toMatchObject([{ suite: 'mlkem768-x25519', seq: 0 }]);
    expect(header.wraps[0].enc).toHaveLength(2 * 1_120);
  });

  it('is opened with its own key, and not with the machine’s X25519 key', async () => {
    const { open, keys } = await setup();
    const { postQuantum: _, ...curveAlone } = keys;
    expect(open({ keys: curveAlone })).toMatchObject({ fault: { code: 'sealed_wrong_node' } });
    const other = { ...keys, postQuantum: generatePostQuantumKeys() };
    expect(open({ keys: other })).toMatchObject({ fault: { code: 'sealed_wrong_node' } });
  });

  it('is refused under other terms, and with its suite taken away', async () => {
    const { open, sealed, terms, recipient } = await setup();
    expect(open({ terms: { ...terms, tier: 'verified' } })).toMatchObject({ fault: { code: 'terms_mismatch' } });
    const [wrap] = await sealed.wrapFor([recipient]);
    if (!wrap) throw new Error('one wrap');
    expect(unwrap(open({ wrap })).body).toEqual(body);
    const { suite: _, ...without } = wrap;
    expect(open({ wrap: without })).toMatchObject({ fault: { code: 'sealed_wrong_node' } });
  });

  it('has room for as many candidates as a quote may have', async () => {
    const keys = { ...generateSealKeys(), postQuantum: generatePostQuantumKeys() };
    const { nodeId } = makeNode('a');
    const terms = makeTerms(nodeId);
    const recipient = { terms, sealKey: keys.publicKey, sealKeyPostQuantum: keys.postQuantum.publicKey };
    const candidates = Array.from({ length: 16 }, () => recipient);
    const sealed = unwrap(await sealRequest({ candidates, jobId: terms.jobId, body }, nodePrimitives));
    expect(unwrap(openRequest({ envelope: sealed.envelope, nodeId, terms, keys })).body).toEqual(body);
  });
});

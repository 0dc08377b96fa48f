import { createHash } from 'node:crypto';
import { type Receipt, type Segment, unwrap, utf8 } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { checkReceipt, decodeDeltas, encodeDeltas, openRequest, sealRequest, signReceipt } from './node/index.ts';
import { makeNode, makeTerms, NOW_MS } from './testing/fixtures.ts';

const first = makeNode('a');
const second = makeNode('b');
const late = makeNode('c');
const termsOf = (node: typeof first) => makeTerms(node.nodeId);
const words = (text: string) => encodeDeltas([{ kind: 'text', text }]);

async function begun() {
  const candidates = [first, second].map((node) => ({ terms: termsOf(node), sealKey: node.keys.publicKey }));
  const body = { kind: 'chat' as const, request: {} };
  const sealed = unwrap(await sealRequest({ candidates, jobId: termsOf(first).jobId, body }));
  const open = (node: typeof first, wrap?: Awaited<ReturnType<typeof sealed.wrapFor>>[number]) =>
    openRequest({ envelope: sealed.envelope, nodeId: node.nodeId, terms: termsOf(node), keys: node.keys, wrap });
  const sealer = unwrap(open(first)).answer(0);
  const frames = Buffer.concat([
    sealer.seal(words('One '), { last: false, outputTokens: 1 }),
    sealer.seal(words('two '), { last: false, outputTokens: 2 }),
  ]);
  const segments: Segment[] = [{ attempt: 0, nodeId: first.nodeId, bytes: frames.length }];
  return { sealed, open, frames, segments };
}

describe('an answer that another machine goes on with', () => {
  it('is read by the next candidate from the frames that the first one sealed', async () => {
    const { open, frames, segments } = await begun();
    const prior = unwrap(unwrap(open(second)).prior(segments, frames));
    expect(prior.deltas).toEqual([
      { kind: 'text', text: 'One ' },
      { kind: 'text', text: 'two ' },
    ]);
    expect(prior.outputTokens).toBe(2);
    expect(prior.priorHash).toBe(createHash('sha256').update(frames).digest('hex'));
  });

  it('is read over several segments, in their order', async () => {
    const { open, frames, segments } = await begun();
    const sealer = unwrap(open(second)).answer(1);
    const more = sealer.seal(words('three'), { last: false, outputTokens: 3 });
    const both = [...segments, { attempt: 1, nodeId: second.nodeId, bytes: more.length }];
    const opened = unwrap(open(first)).prior(both, Buffer.concat([frames, more]));
    expect(unwrap(opened).outputTokens).toBe(3);
    const swapped = unwrap(open(first)).prior(both.toReversed(), Buffer.concat([more, frames]));
    expect(swapped).toMatchObject({ fault: { code: 'answer_damaged' } });
  });

  it('is refused when its frames are altered, cut, of another attempt, or had ended', async () => {
    const { open, frames, segments } = await begun();
    const opened = unwrap(open(second));
    const altered = Buffer.from(frames);
    altered[altered.length - 1] = (altered[altered.length - 1] ?? 0) ^ 1;
    const other = segments.map((segment) => ({ ...segment, attempt: 1 }));
    const sealer = unwrap(open(first)).answer(0);
    const ended = sealer.seal(words('All.'), { last: true, outputTokens: 1 });
    for (const [list, bytes] of [
      [segments, altered],
      [segments, frames.subarray(0, -1)],
      [other, frames],
      [[{ attempt: 0, nodeId: first.nodeId, bytes: ended.length }], ended],
    ] as const) {
      expect(opened.prior(list, bytes)).toMatchObject({ fault: { code: 'answer_damaged' } });
    }
  });

  it('is opened by a node that the key was sealed to later, and by no other', async () => {
    const { sealed, open, frames, segments } = await begun();
    expect(open(late)).toMatchObject({ fault: { code: 'sealed_wrong_node' } });
    const [wrap] = await sealed.wrapFor([{ terms: termsOf(late), sealKey: late.keys.publicKey }]);
    expect(unwrap(unwrap(open(late, wrap)).prior(segments, frames)).outputTokens).toBe(2);
    expect(open(makeNode('d'), wrap)).toMatchObject({ fault: { code: 'sealed_wrong_node' } });
  });

  it('has a receipt that vouches for what came before', async () => {
    const { sealed, open } = await begun();
    const opened = unwrap(open(second));
    const priorHash = 'ab'.repeat(32);
    const receipt: Receipt = {
      v: 1,
      jobId: termsOf(second).jobId,
      nodeId: second.nodeId,
      termsHash: opened.termsHash,
      requestHash: sealed.requestHash,
      ...opened.answer(1).proof(),
      tokens: { input: 5, cached: 0, output: 3 },
      resumed: { tokens: 2, priorHash },
      end: 'stop',
      startedAt: NOW_MS,
      firstTokenAt: NOW_MS,
      endedAt: NOW_MS,
    };
    const signed = await signReceipt(receipt, second.receipts);
    const known = {
      manifest: second.manifest,
      terms: termsOf(second),
      requestHash: sealed.requestHash,
      outputTokens: 3,
    };
    const check = async (resumed: Receipt['resumed'] | null) => {
      const checked = await checkReceipt(signed, { ...known, resumed: resumed ?? null });
      return checked.ok ? 'ok' : checked.fault.facts?.field;
    };
    expect(await check({ tokens: 2, priorHash })).toBe('ok');
    expect(await check(null)).toBe('resumed.tokens');
    expect(await check({ tokens: 1, priorHash })).toBe('resumed.tokens');
    expect(await check({ tokens: 2, priorHash: 'cd'.repeat(32) })).toBe('resumed.priorHash');
  });
});

describe('pieces', () => {
  it('of several answers, of vectors, and their ends come through', () => {
    const deltas = [
      { kind: 'text', text: 'a', choice: 1 },
      { kind: 'tool', index: 0, id: 'x', choice: 2 },
      { kind: 'embedding', index: 3, vector: 'AAAA' },
      { kind: 'end', reason: 'stop', usage: { input: 1, cached: 0, output: 2 }, moreReasons: ['length'] },
    ] as const;
    expect(decodeDeltas(encodeDeltas(deltas.map((it) => structuredClone(it) as never)))).toEqual({
      ok: true,
      value: deltas,
    });
    for (const odd of [
      '[["c",0,"a"]]',
      '[["c",1,["e","stop",1,0,1]]]',
      '[["v","x","y"]]',
      '[["e","stop",1,0,1,"no"]]',
    ]) {
      expect(decodeDeltas(utf8(odd))).toMatchObject({ ok: false });
    }
  });
});

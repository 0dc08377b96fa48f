import { type Result, unwrap, utf8 } from '@spindle/shared';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Frame, FrameReader, sealRequest } from './index.ts';
import { nodePrimitives, openRequest, webPrimitives } from './node/index.ts';
import { makeNode, makeTerms } from './testing/fixtures.ts';

const node = makeNode('a');
const terms = makeTerms(node.nodeId);
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.fault.code);

let session: Awaited<ReturnType<typeof makeSession>>;

async function makeSealed(primitives = nodePrimitives) {
  const candidates = [{ terms, sealKey: node.keys.publicKey }];
  return unwrap(await sealRequest({ candidates, jobId: terms.jobId, body: { kind: 'chat', request: {} } }, primitives));
}

async function makeSession(primitives = nodePrimitives) {
  const sealed = await makeSealed(primitives);
  const opened = unwrap(openRequest({ envelope: sealed.envelope, nodeId: node.nodeId, terms, keys: node.keys }));
  return {
    seal: (attempt = 0) => opened.answer(attempt),
    open: (attempt = 0, nodeId = node.nodeId) => sealed.answer(attempt, nodeId),
  };
}

beforeAll(async () => {
  session = await makeSession();
});

/** Seals the pieces; the last of them as the last frame. */
function sealAll(pieces: readonly Uint8Array[], sealer = session.seal()): Buffer[] {
  return pieces.map((piece, at) => sealer.seal(piece, { last: at === pieces.length - 1, outputTokens: at + 1 }));
}

const frames = (...raw: Uint8Array[]): Frame[] => raw.flatMap((bytes) => unwrap(new FrameReader().push(bytes)));
const PIECES = ['one', 'two', 'three'].map(utf8);

async function openAll(raw: readonly Uint8Array[], answer = session.open()): Promise<string> {
  for (const frame of frames(...raw)) {
    const opened = await answer.open(frame);
    if (!opened.ok) return opened.fault.code;
  }
  return answer.isWhole ? 'whole' : 'cut';
}

describe('an answer', () => {
  it('comes through in any pieces, and both sides prove the same', async () => {
    for (const primitives of [webPrimitives, nodePrimitives]) {
      const { seal, open } = await makeSession(primitives);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1 }), async (pieces) => {
          const sealer = seal();
          const answer = open();
          for (const [at, frame] of frames(...sealAll(pieces, sealer)).entries()) {
            expect(Array.from(unwrap(await answer.open(frame)))).toEqual(Array.from(pieces[at] ?? []));
          }
          expect(answer.isWhole).toBe(true);
          expect(await answer.proof()).toEqual({ ...sealer.proof(), outputTokens: pieces.length });
        }),
        { numRuns: 25 },
      );
    }
  });

  it.each([
    ['WebCrypto', webPrimitives],
    ['node:crypto', nodePrimitives],
  ] as const)('given all at once is accepted in turn, up to what is damaged (%s)', async (_, primitives) => {
    const { seal, open } = await makeSession(primitives);
    const pieces = [...PIECES, ...PIECES];
    const openTogether = async (raw: Buffer[]) => {
      const answer = open();
      const results = await Promise.all(frames(...raw).map((frame) => answer.open(frame)));
      return { codes: results.map(code), isWhole: answer.isWhole, proof: await answer.proof() };
    };
    const sealer = seal();
    const whole = sealAll(pieces, sealer);
    const proof = { ...sealer.proof(), outputTokens: pieces.length };
    expect(await openTogether(whole)).toEqual({ codes: pieces.map(() => 'ok'), isWhole: true, proof });
    const changed = whole.map((frame, at) => (at === 2 ? Buffer.from(frame.map((byte) => byte ^ 1)) : frame));
    changed[2]?.set(whole[2]?.subarray(0, 9) ?? []);
    const damaged = await openTogether(changed);
    expect(damaged).toMatchObject({ isWhole: false, proof: { outputTokens: 2 } });
    expect(damaged.codes).toEqual(['ok', 'ok', ...Array.from({ length: 4 }, () => 'answer_damaged')]);
  });

  it('is proven as far as it was opened, also while frames are under way', async () => {
    const { seal, open } = await makeSession(webPrimitives);
    const [sealer, answer] = [seal(), open()];
    const given = frames(...sealAll(PIECES, sealer)).map((frame) => answer.open(frame));
    expect(await answer.proof()).toEqual({ ...sealer.proof(), outputTokens: PIECES.length });
    expect((await Promise.all(given)).map(code)).toEqual(['ok', 'ok', 'ok']);
  });

  it('opens at once on Node: no promise for a frame', () => {
    const [frame] = frames(...sealAll(PIECES));
    expect(frame && session.open().open(frame)).not.toBeInstanceOf(Promise);
  });

  it('is refused with any one bit changed', async () => {
    const [raw = Buffer.alloc(0)] = sealAll([utf8('a small answer')]);
    for (let bit = 0; bit < raw.length * 8; bit++) {
      const changed = Buffer.from(raw);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const read = new FrameReader().push(changed);
      const [frame] = read.ok ? read.value : [];
      if (frame) expect(code(await session.open().open(frame))).toBe('answer_damaged');
    }
  });

  it('without its last frame is not whole', async () => {
    expect(await openAll(sealAll(PIECES).slice(0, 2))).toBe('cut');
  });

  it.each([
    ['lost', ([a, , c]: Buffer[]) => [a, c]],
    ['swapped', ([a, b, c]: Buffer[]) => [b, a, c]],
    ['sent twice', ([a, b, c]: Buffer[]) => [a, b, b, c]],
    ['behind the last', ([a, b, c]: Buffer[]) => [a, b, c, b]],
  ])('with a frame %s is refused', async (_, change) => {
    const raw = change(sealAll(PIECES)).filter((frame) => frame !== undefined);
    expect(await openAll(raw)).toBe('answer_damaged');
  });

  it('of another attempt, another node or another request is refused', async () => {
    const raw = sealAll(PIECES, session.seal(1));
    expect(await openAll(raw, session.open(1))).toBe('whole');
    expect(await openAll(raw, session.open(0))).toBe('answer_damaged');
    expect(await openAll(raw, session.open(1, makeNode('b').nodeId))).toBe('answer_damaged');
    expect(await openAll(raw, (await makeSession()).open(1))).toBe('answer_damaged');
  });

  it('stays refused after one damaged frame', async () => {
    const raw = sealAll(PIECES);
    const answer = session.open();
    expect(await openAll([raw[1] ?? Buffer.alloc(0)], answer)).toBe('answer_damaged');
    expect(await openAll(raw, answer)).toBe('answer_damaged');
  });

  it('opens nothing more once it was proven, and proves the same again', async () => {
    const [first, second] = frames(...sealAll(PIECES));
    const answer = session.open();
    if (first) expect(code(await answer.open(first))).toBe('ok');
    expect(await answer.proof()).toEqual(await answer.proof());
    if (second) expect(code(await answer.open(second))).toBe('answer_damaged');
  });

  it('sealed twice for one attempt never repeats key and nonce', () => {
    const [first, second] = [sealAll(PIECES), sealAll(PIECES)];
    expect(first[1]?.equals(second[1] ?? Buffer.alloc(0))).toBe(false);
  });

  it('tells its length in steps of 64 bytes only', () => {
    const [short, longer] = ['Yes', 'Certainly, and here is why'].map((text) => sealAll([utf8(text)])[0]?.length);
    expect(short).toBe(longer);
  });

  it('has nothing behind its last frame, and no piece larger than a frame', () => {
    const sealer = session.seal();
    sealAll([utf8('done')], sealer);
    expect(() => sealer.seal(utf8('more'), { last: false, outputTokens: 2 })).toThrow();
    expect(() => sealAll([new Uint8Array(256 * 1024)])).toThrow(RangeError);
  });
});

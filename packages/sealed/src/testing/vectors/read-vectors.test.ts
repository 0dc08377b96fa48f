import { readFileSync } from 'node:fs';
import { canonicalJson, FrameType, parseDocument, unwrap } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { checkAllowed, leafHashHex, rootOfList } from '../../allow-list/index.ts';
import { AnswerOpener } from '../../answer-opener.ts';
import { verifyEvidence } from '../../attestation/index.ts';
import { mockIntel, trustIn } from '../../attestation/testing/mock-machine.ts';
import { createVerifierWithRoots } from '../../attestation/testing/verifier-with-roots.ts';
import { auditReceipt } from '../../audit-receipt/index.ts';
import { FrameReader } from '../../frames.ts';
import { checkCandidate, decodeDeltas, openQuote, type Primitives, verifySigned, webPrimitives } from '../../index.ts';
import { generatePostQuantumKeys, nodePrimitives, openRequest } from '../../node/index.ts';
import { privateKeyOf } from '../../node/keys.ts';

/* The vectors as another implementation would use them: read from the files, by both platforms. */

// biome-ignore lint/suspicious/noExplicitAny: files whose shape the tests know
const json = (name: string): any =>
  JSON.parse(readFileSync(new URL(`../../../../../docs/test-vectors/${name}`, import.meta.url), 'utf8'));
type Loose = ReturnType<typeof json>;
const bytes = (digits: string) => new Uint8Array(Buffer.from(digits, 'hex'));
const flipped = (whole: Uint8Array, [byte, bit]: [number, number]) => {
  const changed = whole.slice();
  changed[byte] = (changed[byte] ?? 0) ^ (1 << bit);
  return changed;
};
const codeOf = (result: { ok: boolean; fault?: { code: string } }) => (result.ok ? 'ok' : result.fault?.code);
const PLATFORMS: [string, Primitives][] = [
  ['WebCrypto', webPrimitives],
  ['node:crypto', nodePrimitives],
];

describe('documents.json', () => {
  const { canonical, notCanonical, signatures } = json('documents.json');
  it('canonical JSON', () => {
    for (const { value, text } of canonical) expect(canonicalJson(value)).toBe(text);
    for (const text of notCanonical) expect(parseDocument(z.unknown(), text)).toBeNull();
  });
  it.each(PLATFORMS)('signatures count in their own domain alone (%s)', async (_, primitives) => {
    for (const { domain, publicKey, text, signature } of signatures) {
      for (const other of signatures) {
        const counts = await verifySigned(other.domain, { text, signature }, publicKey, primitives);
        expect(counts).toBe(other.domain === domain);
      }
    }
  });
});

describe.each(PLATFORMS)('quote.json (%s)', (_, primitives) => {
  const { quote, brokerKey, nowMs, refusedQuotes, refusedCandidates } = json('quote.json');
  it('is read, and its candidates are good', async () => {
    const opened = unwrap(await openQuote(quote, brokerKey, nowMs, primitives));
    for (const candidate of opened.candidates) unwrap(await checkCandidate(candidate, opened, nowMs, primitives));
  });
  it('refuses quotes and candidates by their codes', async () => {
    for (const refused of refusedQuotes) {
      const opened = await openQuote(refused.quote, refused.brokerKey ?? brokerKey, refused.nowMs ?? nowMs, primitives);
      expect([refused.what, codeOf(opened)]).toEqual([refused.what, refused.code]);
    }
    const opened = unwrap(await openQuote(quote, brokerKey, nowMs, primitives));
    for (const { what, code, candidate } of refusedCandidates) {
      expect([what, codeOf(await checkCandidate(candidate, opened, nowMs, primitives))]).toEqual([what, code]);
    }
  });
});

describe('request.json', () => {
  const { body, envelope, recipients, later, requestHash, refused } = json('request.json');
  const open = ({
    terms,
    sealPrivateKey,
    nodeId = terms.nodeId,
    wrap = undefined,
    sealed = bytes(envelope),
  }: Loose) => {
    const of = [...recipients, later].find((it) => it.sealPrivateKey === sealPrivateKey);
    const keys = {
      publicKey: of.sealKey ?? publicOf(nodeId),
      privateKey: privateKeyOf('X25519', bytes(sealPrivateKey)),
    };
    return openRequest({ envelope: sealed, nodeId, terms, keys, wrap });
  };
  const publicOf = (nodeId: string) =>
    recipients.find((it: Loose) => it.terms.nodeId === nodeId)?.sealKey ?? later.sealKey;
  it('is opened by each recipient, and by the later one', () => {
    for (const recipient of [...recipients, later]) {
      const opened = unwrap(open(recipient));
      expect([opened.body, opened.requestHash]).toEqual([body, requestHash]);
    }
  });
  it('is refused by codes', () => {
    for (const { what, code, change = {}, ...more } of refused) {
      let sealed = bytes(envelope);
      if (change.cut) sealed = sealed.slice(0, -change.cut);
      if (change.append) sealed = new Uint8Array(Buffer.concat([sealed, bytes(change.append)]));
      if (change.flip) sealed = flipped(sealed, change.flip);
      expect([what, codeOf(open({ ...recipients[0], ...more, sealed }))]).toEqual([what, code]);
    }
  });
});

describe('post-quantum.json', () => {
  it('opens the same request for a machine that joined later', () => {
    const { keySeed, sealKeyPostQuantum, terms, wrap } = json('post-quantum.json');
    const { envelope, body, recipients } = json('request.json');
    const postQuantum = generatePostQuantumKeys(bytes(keySeed));
    expect(postQuantum.publicKey).toBe(sealKeyPostQuantum);
    const { sealKey: publicKey, sealPrivateKey } = recipients[0];
    const keys = { publicKey, privateKey: privateKeyOf('X25519', bytes(sealPrivateKey)), postQuantum };
    const { nodeId } = terms;
    expect(unwrap(openRequest({ envelope: bytes(envelope), nodeId, terms, keys, wrap })).body).toEqual(body);
  });
});

describe.each(PLATFORMS)('answer.json (%s)', (_, primitives) => {
  const { contentKey, salt, answer, refused, cut, takenOver } = json('answer.json');
  const opener = ({ attempt, nodeId }: { attempt: number; nodeId: string }) =>
    new AnswerOpener({ contentKey: bytes(contentKey), salt: bytes(salt), attempt, nodeId }, primitives);
  const frameOf = (raw: Uint8Array) => {
    const [frame] = unwrap(new FrameReader().push(raw));
    if (!frame) throw new Error('one frame');
    return frame;
  };
  it.each([answer, takenOver.next])('attempt $attempt opens, and its proof is the receipt’s', async (whole) => {
    const reader = opener(whole);
    for (const { frame, plain, deltas } of whole.frames) {
      const opened = unwrap(await reader.open(frameOf(bytes(frame))));
      expect(new TextDecoder().decode(opened)).toBe(plain);
      expect(unwrap(decodeDeltas(opened))).toEqual(deltas);
    }
    expect(reader.isWhole).toBe(true);
    const { answerHash, answerCommitment } = whole;
    expect(await reader.proof()).toMatchObject({ answerHash, answerCommitment });
  });
  it('is refused where it was changed, and not before', async () => {
    for (const { what, frames, at, flip, frameType, ...more } of refused) {
      const reader = opener({ ...answer, ...more });
      for (const [place, index] of frames.entries()) {
        let raw = bytes(answer.frames[index].frame);
        if (flip && place === at) raw = flipped(raw, flip);
        if (frameType) raw[0] = frameType;
        const opened = await reader.open(frameOf(raw));
        expect([what, place, codeOf(opened)]).toEqual([what, place, place < at ? 'ok' : 'answer_damaged']);
      }
    }
  });
  it('is not whole without its last frame', async () => {
    const reader = opener(answer);
    for (const index of cut.frames) unwrap(await reader.open(frameOf(bytes(answer.frames[index].frame))));
    expect(reader.isWhole).toBe(false);
  });
  it('frames have types that exist', () => expect(frameOf(bytes(answer.frames[0].frame)).type).toBe(FrameType.Text));
});

describe('receipt.json', () => {
  const file = json('receipt-file.json');
  it('is good, and every change to it is refused', async () => {
    expect((await auditReceipt(file)).refusal).toBeNull();
    for (const { what, code, field, change } of json('receipt.json').refused) {
      const { refusal } = await auditReceipt({ ...file, ...change });
      expect([what, refusal?.code, refusal?.facts?.field]).toEqual([what, code, field]);
    }
  });
});

describe('evidence.json', () => {
  const { bundle, policy, nowMs, refused, refusedByPolicy, production } = json('evidence.json');
  const mock = async () => createVerifierWithRoots(trustIn({ intel: (await mockIntel()).rootHash }));
  const changed = (set: Record<string, unknown>) => {
    const copy = structuredClone(bundle);
    for (const [path, value] of Object.entries(set)) {
      const names = path.split('.');
      const last = names.pop() ?? '';
      names.reduce((it, name) => it[name], copy)[last] = value;
    }
    return copy;
  };
  it('is good for who believes the mock vendor, and refused by every device', async () => {
    expect((await (await mock()).verifyEvidence(bundle, policy, nowMs)).refusal).toBeNull();
    expect((await verifyEvidence(bundle, policy, nowMs)).refusal?.code).toBe(production);
  });
  it('is refused by codes', async () => {
    for (const { what, code, set } of refused) {
      const { refusal } = await (await mock()).verifyEvidence(changed(set), policy, nowMs);
      expect([what, refusal?.code]).toEqual([what, code]);
    }
    for (const { what, code, policy: asked } of refusedByPolicy) {
      const { blocks } = asked.freshness ?? {};
      const freshness = blocks && { ...asked.freshness, blocks: new Map(Object.entries(blocks)) };
      const all = { ...policy, ...asked, ...(freshness && { freshness }) };
      const { refusal } = await (await mock()).verifyEvidence(bundle, all, nowMs);
      expect([what, refusal?.code]).toEqual([what, code]);
    }
  });
});

describe('flips.json', () => {
  const { bundle, policy, nowMs } = json('evidence.json');
  const { flips, hexParts } = json('flips.json');
  it('one changed bit is refused by its code, wherever it stands', async () => {
    const verifier = createVerifierWithRoots(trustIn({ intel: (await mockIntel()).rootHash }));
    for (const { part, byte, bit, code } of flips) {
      const { tdx } = bundle;
      const changes =
        part === 'quote'
          ? { quote: Buffer.from(flipped(Buffer.from(tdx.quote, 'base64'), [byte, bit])).toString('base64') }
          : {
              collateral: {
                ...tdx.collateral,
                [part]: `${Buffer.from(flipped(Buffer.from(tdx.collateral[part]), [byte, bit]))}`,
              },
            };
      const { refusal } = await verifier.verifyEvidence({ ...bundle, tdx: { ...tdx, ...changes } }, policy, nowMs);
      expect([part, byte, bit, refusal?.code ?? null]).toEqual([part, byte, bit, code]);
    }
  });
  it('means nothing only in the case of a letter of hex', () => {
    const accepted = flips.filter(({ code }: Loose) => code === null);
    expect([...new Set(accepted.map(({ part }: Loose) => part))].sort()).toEqual([...hexParts].sort());
    for (const { part, byte, bit } of accepted) {
      expect([bit, bundle.tdx.collateral[part][byte]]).toEqual([5, expect.stringMatching(/[a-f]/i)]);
    }
  });
});

describe('allow-list.json', () => {
  const { state, images, seenVersion, refused } = json('allow-list.json');
  it('leads from each leaf to the root', async () => {
    expect(await rootOfList(images.map(({ leaf }: Loose) => leaf))).toEqual({ root: state.root, size: state.size });
    for (const { leaf, leafHash, proof } of images) {
      expect([await leafHashHex(leaf), (await checkAllowed(leaf, proof, state, seenVersion)).ok]).toEqual([
        leafHash,
        true,
      ]);
    }
  });
  it('is refused by codes', async () => {
    const [first] = images;
    for (const { what, code, change } of refused) {
      const it = { ...first, state, seenVersion, ...change };
      expect([what, codeOf(await checkAllowed(it.leaf, it.proof, it.state, it.seenVersion))]).toEqual([what, code]);
    }
  });
});

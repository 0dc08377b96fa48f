import { type Candidate, canonicalJson } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { type AllowedImage, leafHashHex, leafText, proveList, rootOfList } from '../allow-list/index.ts';
import { type Machine, mockVerifier, tdxBundle } from '../attestation/testing/mock-machine.ts';
import { checkCandidate } from '../candidate.ts';
import { sha256Hex } from '../hash.ts';
import { makeCandidate, makeNode, makeQuote, NOW_MS } from '../testing/fixtures.ts';
import { createCheckerWith } from './create-checker.ts';
import * as face from './index.ts';
import { createEvidenceChecker, type EvidenceSource } from './index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const image: AllowedImage = {
  measurements: {
    platform: 'tdx',
    mrTd: '11'.repeat(48),
    ...{ rtmr0: 'a0'.repeat(48), rtmr1: 'a1'.repeat(48), rtmr2: 'a2'.repeat(48), rtmr3: 'a3'.repeat(48) },
  },
  image: { name: 'spindle-node', version: '0.1.0', digest: `sha256:${'0'.repeat(64)}` },
  gpu: 'none',
};
const ENCLAVE = { image: 'spindle-node 0.1.0', payoutAddress: 'EQ-mock', gpuEvidenceHash: null };
const block = 'b1'.repeat(32);

interface Changes {
  machine?: Machine;
  leaves?: AllowedImage[];
  state?: object;
  source?: Partial<EvidenceSource>;
  candidate?: Partial<Candidate>;
  seen?: number;
  isByBlock?: boolean;
  /** Answers every question with what it said before. */
  isReplaying?: boolean;
}

/** A confidential machine, a market that shows its evidence, and a device that believes the mock vendor. */
async function setup(changes: Changes = {}) {
  const node = makeNode('a', { enclave: ENCLAVE });
  const manifest = canonicalJson({ ...node.manifest });
  const bundle = async (fresh: string) =>
    canonicalJson({
      ...JSON.parse(JSON.stringify(await tdxBundle({ text: () => manifest, ...changes.machine, fresh }))),
      block: { seqno: 7 },
    });
  const named = await bundle(block);
  const leaves = (changes.leaves ?? [image]).map(leafText);
  const asked: string[] = [];
  const list = {
    images: await proveList(leaves),
    state: { version: 3, revoked: [] as string[], ...(await rootOfList(leaves)), ...changes.state },
  };
  const blocks = async () => new Map([[block, NOW_MS - 60_000]]);
  const noted = <Value>(what: string, value: Value): Value => {
    asked.push(what);
    return value;
  };
  const source: EvidenceSource = {
    bundle: async () => noted('bundle', named),
    attest: async (_, nonce) => noted('attest', await bundle(changes.isReplaying ? block : nonce)),
    allowList: async () => noted('list', list),
    ...(changes.isByBlock && { blocks }),
    ...changes.source,
  };
  let version = changes.seen ?? 0;
  const keep = (next: number): void => {
    version = next;
  };
  const seen = { get: () => version, set: keep };
  const create = createCheckerWith((await mockVerifier()).verifyEvidence);
  const checker = create({ source, environment: 'dev', seen });
  const honest = await makeCandidate(node, { tier: 'confidential' });
  const candidate = { ...honest, evidenceHash: await sha256Hex(utf8(named)), ...changes.candidate };
  return { node, candidate, checker, asked, list, seen, source };
}

const seal = ({ candidate, checker }: Awaited<ReturnType<typeof setup>>, nowMs = NOW_MS) =>
  checkCandidate(candidate, makeQuote([candidate]), nowMs, undefined, checker.check);
const why = (result: Awaited<ReturnType<typeof seal>>) =>
  result.ok ? 'ok' : (result.fault.facts?.why ?? result.fault.code);

describe('a confidential candidate', () => {
  it('is sealed to once its evidence answered this device’s nonce and its image is on the list', async () => {
    const world = await setup();
    expect(await seal(world)).toEqual({ ok: true, value: world.node.manifest });
    const { lines, image: found, freshness } = await world.checker.look(world.candidate, NOW_MS);
    expect([found, freshness, lines.at(-1)]).toMatchObject([image, 'nonce', { check: 'allow_list', ok: true }]);
  });

  it('needs no signature of an identity, and counts for nothing by one', async () => {
    const unsigned = await setup({ candidate: { manifestSignature: '00'.repeat(64) } });
    expect(why(await seal(unsigned))).toBe('ok');
    const { candidate } = unsigned;
    expect(why(await checkCandidate(candidate, makeQuote([candidate]), NOW_MS))).toBe('tier_unverifiable');
  });

  it('is asked once for its keys, until they expire', async () => {
    const world = await setup();
    await Promise.all([seal(world), seal(world)]);
    await seal(world, NOW_MS + 60_000);
    expect(world.asked).toEqual(['list', 'attest']);
    expect(why(await seal(world, NOW_MS + 3600_000))).toBe('evidence_expired');
    expect(world.asked.filter((it) => it === 'attest')).toHaveLength(2);
  });

  it('is asked anew when a person wants to see it live', async () => {
    const world = await setup({ isByBlock: true });
    expect(await world.checker.look(world.candidate, NOW_MS)).toMatchObject({ ok: true, freshness: 'block' });
    const live = await world.checker.lookLive(world.candidate, NOW_MS + 5_000);
    expect([live.ok, live.freshness, live.checkedAtMs]).toEqual([true, 'nonce', NOW_MS + 5_000]);
  });

  it('is no longer sealed to when its image is revoked, though its keys are known', async () => {
    const world = await setup();
    expect(why(await seal(world))).toBe('ok');
    Object.assign(world.list.state, { version: 4, size: 0 });
    expect(why(await seal(world, NOW_MS + 5 * 60_000))).not.toBe('ok');
  });

  describe('whose list’s contract the device asks itself', () => {
    const onChain = async (changes: object) => {
      const leaves = [leafText(image)];
      return { version: 3, isRevoked: false, ...(await rootOfList(leaves)), ...changes };
    };
    it.each<[why: string, what: string, standing: object | null]>([
      ['ok', 'what the market told', {}],
      ['allow_list_contradicted', 'another root than the market told', { root: '00'.repeat(32) }],
      ['allow_list_contradicted', 'another size than the market told', { size: 2 }],
      ['allow_list_contradicted', 'an older list than the market told', { version: 2 }],
      ['allow_list_rolled_back', 'a newer list than the market told', { version: 4 }],
      ['measurement_revoked', 'that the image is revoked', { isRevoked: true }],
      ['nothing_allowed', 'that nothing is allowed', { size: 0 }],
      ['allow_list_unknown', 'nothing', null],
    ])('%s: it says %s', async (code, _, changes) => {
      const standing = async () => changes && onChain(changes);
      const world = await setup({ source: { standing } });
      expect(why(await seal(world))).toBe(code);
      const { listBy, listVersion } = await world.checker.look(world.candidate, NOW_MS);
      const version = { version: 3, ...changes }.version;
      expect([listBy, listVersion]).toEqual(
        changes ? ['chain', /rolled|contradicted/.test(code) ? 0 : version] : [null, 0],
      );
    });

    it('refuses an image that the market alone calls revoked: one of the two is wrong', async () => {
      const world = await setup({ source: { standing: () => onChain({}) } });
      world.list.state.revoked.push(await leafHashHex(leafText(image)));
      expect(why(await seal(world))).toBe('allow_list_contradicted');
    });

    it('asks again who gave no answer, and nobody twice who did', async () => {
      const answers: (object | null)[] = [null, {}];
      const standing = async () => {
        const changes = answers.shift();
        return changes ? onChain(changes) : null;
      };
      const world = await setup({ source: { standing } });
      expect(why(await seal(world))).toBe('allow_list_unknown');
      expect(why(await seal(world, NOW_MS + 61_000))).toBe('ok');
      expect(why(await seal(world, NOW_MS + 62_000))).toBe('ok');
    });

    it('is believed no more once it cannot be read, though the machine was good before', async () => {
      let isThere = true;
      const world = await setup({ source: { standing: async () => (isThere ? onChain({}) : null) } });
      expect(why(await seal(world))).toBe('ok');
      isThere = false;
      expect(why(await seal(world, NOW_MS + 60_000))).toBe('ok');
      expect(why(await seal(world, NOW_MS + 11 * 60_000))).toBe('allow_list_unknown');
    });
  });

  it.each<[why: string, what: string, Changes]>([
    ['nothing_allowed', 'an empty list', { leaves: [] }],
    [
      'not_allowed',
      'an image that the list does not have',
      {
        leaves: [
          { ...image, measurements: { ...image.measurements, mrTd: '12'.repeat(48) } as AllowedImage['measurements'] },
        ],
      },
    ],
    ['allow_list_rolled_back', 'an older list', { seen: 4 }],
    ['proof_wrong', 'a list that is not the contract’s', { state: { root: '00'.repeat(32) } }],
    [
      'gpu_evidence_not_bound',
      'an image that checks GPUs, and none vouched for',
      { leaves: [{ ...image, gpu: 'HOPPER' }] },
    ],
    ['td_debug', 'a machine that may be debugged', { machine: { quote: { tdAttributes: '0100001000000000' } } }],
    ['tcb_status_refused', 'firmware out of date', { machine: { collateral: { tcbStatus: 'OutOfDate' } } }],
    ['evidence_not_shown', 'no evidence named', { candidate: { evidenceHash: undefined as never } }],
    [
      'evidence_manifest_other',
      'evidence for other keys',
      { candidate: { manifest: canonicalJson({ ...makeNode('a', { enclave: ENCLAVE }).manifest }) } },
    ],
    [
      'evidence_hash_wrong',
      'another bundle than named',
      { isByBlock: true, candidate: { evidenceHash: '00'.repeat(32) } },
    ],
    [
      'evidence_block_unknown',
      'a block that nobody knows',
      { isByBlock: true, source: { blocks: async () => new Map() } },
    ],
    [
      'evidence_block_old',
      'a stale block',
      { isByBlock: true, source: { blocks: async () => new Map([[block, NOW_MS - 7 * 3600_000]]) } },
    ],
    ['evidence_nonce_wrong', 'an answer to another question', { isReplaying: true }],
    ['evidence_malformed', 'no bundle', { source: { attest: async () => '{}' } }],
    [
      'evidence_unavailable',
      'a market that cannot be reached',
      { source: { attest: () => Promise.reject(new TypeError('fetch failed')) } },
    ],
    [
      'evidence_unavailable',
      'a list that cannot be read',
      { source: { allowList: () => Promise.reject(new TypeError('fetch failed')) } },
    ],
  ])('is refused by %s: %s', async (code, _, changes) => {
    expect(why(await seal(await setup(changes)))).toBe(code);
  });

  it('has no way to choose another verifier', () => {
    expect(Object.keys(face)).toEqual(['createEvidenceChecker']);
  });

  it('of a mock machine is refused by every device', async () => {
    const { source, candidate } = await setup();
    const checker = createEvidenceChecker({ source, environment: 'dev', seen: { get: () => 0, set: () => undefined } });
    expect(why(await checkCandidate(candidate, makeQuote([candidate]), NOW_MS, undefined, checker.check))).toBe(
      'certificate_extension_unknown',
    );
  });
});

import { createHash, randomBytes } from 'node:crypto';
import { makeMockIntel } from '@spindle/devnet/attestation';
import { verifyEvidence } from '@spindle/sealed/attestation';
import { generateSigner } from '@spindle/sealed/node';
import { readEvidenceText, uuidv7 } from '@spindle/shared';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
// The test-only verifier, which believes the mock vendors; production has none.
import { mockVerifier, NOW_MS, POLICY } from '../../../../packages/sealed/src/attestation/testing/mock-machine.ts';
import { KeyRing } from '../manifest.ts';
import { CollateralCache } from './collateral/collateral-cache.ts';
import { dstackSource } from './dstack-source.ts';
import { kernelSource } from './kernel-source.ts';
import type { QuoteSource } from './machine-proof.ts';
import { openEnclave } from './open-enclave.ts';
import { startFakeDstack } from './testing/fake-dstack.ts';
import { FakeKernel } from './testing/fake-kernel.ts';
import { startFakePcs } from './testing/fake-pcs.ts';

const BLOCK = { seqno: 700, rootHash: 'b1'.repeat(32), timeSeconds: Math.floor(NOW_MS / 1000) - 60 };
const FRESH = {
  ...POLICY,
  freshness: { kind: 'block', blocks: new Map([[BLOCK.rootHash, BLOCK.timeSeconds * 1000]]), maximumAgeMs: 3600_000 },
} as const;
const HOUR_MS = 3600_000;

let intel: Awaited<ReturnType<typeof makeMockIntel>>;
beforeAll(async () => {
  intel = await makeMockIntel({ seed: 'one', nowMs: NOW_MS });
});

const quoteOf = (reportData: Uint8Array) => intel.quote({ reportData });

async function setup(source: QuoteSource, { gpu = { ok: true, value: null } as const, payout = 'UQ-mock' } = {}) {
  const clock = { now: NOW_MS };
  const nowMs = () => clock.now;
  const pcs = await startFakePcs(await intel.collateral());
  onTestFinished(() => pcs.close());
  const chain = { block: BLOCK, isDown: false };
  const unreachable = { ok: false, fault: { code: 'chain_unreachable', facts: { why: 'down' } } } as const;
  const reader = {
    head: async () => (chain.isDown ? unreachable : { ok: true as const, value: chain.block }),
    block: async () => (chain.isDown ? unreachable : { ok: true as const, value: chain.block }),
  };
  const faults: (string | null)[] = [];
  const renewed: number[] = [];
  const enclave = openEnclave({
    source,
    collateral: new CollateralCache({ base: pcs.url, fetch, nowMs }),
    chain: { reader, url: 'http://chain' },
    gpuHash: async () => gpu,
    image: 'spindle-node 0.1.0',
    payoutAddress: payout,
    onFault: (fault) => faults.push(fault?.code ?? null),
  });
  const identity = generateSigner();
  const keys = new KeyRing({
    ...{ env: 'dev', nodeId: uuidv7(NOW_MS), identity, engine: () => 'e', nowMs },
    vouch: (sealKey) => enclave.vouch(sealKey),
  });
  const manifest = async () => {
    const set = await keys.current();
    return set.manifest.enclave ? set.signed.text : null;
  };
  const keeper = enclave.keep(manifest, nowMs, () => renewed.push(clock.now));
  const text = async () => {
    const made = await keeper.current();
    if (!made.ok) throw new Error(made.fault.code);
    return made.value;
  };
  return { clock, pcs, chain, keys, keeper, text, faults, renewed };
}

const kernelOf = () => new FakeKernel((inblob) => ({ outblob: Buffer.concat([quoteOf(inblob), Buffer.alloc(512)]) }));

describe('evidence by the kernel', () => {
  it('is what the verifier asks for: bound to the keys in force, fresh by a block, judged by Intel’s statements', async () => {
    const { text, keys, pcs } = await setup(kernelSource({ files: kernelOf() }));
    const bundle = readEvidenceText(await text());
    const { manifest, signed } = await keys.current();
    expect(bundle).toMatchObject({ manifest: signed.text, block: { seqno: BLOCK.seqno } });
    const verdict = await (await mockVerifier()).verifyEvidence(bundle, FRESH, NOW_MS);
    expect(verdict.refusal).toBeNull();
    expect(verdict.machine?.manifest?.sealKey).toBe(manifest.sealKey);
    expect(pcs.asked.sort()).toEqual([
      '/sgx/certification/v4/pckcrl?ca=platform&encoding=der',
      '/sgx/certification/v4/rootcacrl',
      '/tdx/certification/v4/qe/identity',
      '/tdx/certification/v4/tcb?fmspc=4D4F434B0000',
    ]);
  });

  it('is refused by the verifier of production, for the machine does not exist', async () => {
    const { text } = await setup(kernelSource({ files: kernelOf() }));
    const verdict = await verifyEvidence(JSON.parse(await text()), FRESH, NOW_MS);
    expect(verdict.refusal).toMatchObject({ code: 'certificate_extension_unknown', facts: { part: 'pck_chain' } });
  });

  it('answers a nonce at once, with a quote of its own', async () => {
    const kernel = kernelOf();
    const { keeper, text } = await setup(kernelSource({ files: kernel }));
    await text();
    const nonce = randomBytes(32).toString('hex');
    const answer = await keeper.answer(nonce);
    const bundle = answer.ok ? JSON.parse(answer.value) : null;
    const policy = { ...POLICY, freshness: { kind: 'nonce', nonce } as const };
    expect((await (await mockVerifier()).verifyEvidence(bundle, policy, NOW_MS)).refusal).toBeNull();
    const other = { ...POLICY, freshness: { kind: 'nonce', nonce: '00'.repeat(32) } as const };
    expect((await (await mockVerifier()).verifyEvidence(bundle, other, NOW_MS)).refusal?.code).toBe(
      'evidence_nonce_wrong',
    );
    expect(kernel.asked).toBe(2);
  });

  it('is made once, anew for other keys, and before its block is too old', async () => {
    const kernel = kernelOf();
    const { clock, chain, keys, keeper, text, renewed } = await setup(kernelSource({ files: kernel }));
    const first = await text();
    expect(await text()).toBe(first);
    expect(await Promise.all([keeper.current(), keeper.current()])).toEqual(Array(2).fill({ ok: true, value: first }));
    expect(kernel.asked).toBe(1);
    await keys.renew();
    const second = await text();
    expect(readEvidenceText(second)?.manifest).not.toBe(readEvidenceText(first)?.manifest);
    await keeper.look();
    expect(renewed).toEqual([]);
    clock.now += HOUR_MS + 1;
    chain.block = { ...BLOCK, seqno: 800, rootHash: 'b2'.repeat(32) };
    await keeper.look();
    expect(renewed).toEqual([clock.now]);
    expect(readEvidenceText(await text())?.block).toEqual({ seqno: 800 });
  });

  it('stays as it was while it cannot be made anew, and says to its owner what would help', async () => {
    const { clock, chain, keeper, text, faults } = await setup(kernelSource({ files: kernelOf() }));
    const first = await text();
    clock.now += HOUR_MS + 1;
    chain.isDown = true;
    await keeper.look();
    expect(await text()).toBe(first);
    expect(faults.at(-1)).toBe('block_unreachable');
    Object.assign(chain, { isDown: false, block: { ...BLOCK, rootHash: 'b3'.repeat(32) } });
    await keeper.look();
    expect([(await text()) === first, faults.at(-1)]).toEqual([false, null]);
  });
});

describe('evidence by dstack’s agent', () => {
  it('brings the programs’ log and list along, and is asked as dstack’s own clients ask', async () => {
    const events = [
      { imr: 0, event_type: 1, digest: '0a'.repeat(48), event: '', event_payload: 'ffff' },
      { imr: 3, event_type: 134_217_729, digest: '', event: 'compose-hash', event_payload: 'ab' },
    ];
    const agent = await startFakeDstack({ quote: (data) => quoteOf(data), eventLog: events, appCompose: '{"a":1}' });
    onTestFinished(() => agent.close());
    const { text, keys } = await setup(dstackSource(agent.socket));
    const { tdx, manifest } = JSON.parse(await text());
    expect(tdx).toMatchObject({ appCompose: '{"a":1}', eventLog: [{ imr: 0, event_payload: '' }, events[1]] });
    const bound = createHash('sha256').update(`spindle-keys/1\0${manifest}`).digest('hex');
    expect(manifest).toBe((await keys.current()).signed.text);
    expect(agent.asked).toEqual([
      { path: '/GetQuote', body: { report_data: bound + BLOCK.rootHash } },
      { path: '/Info', body: {} },
    ]);
  });

  it.each([
    ['refuses', { status: 200, words: 'quote not available' }, 'dstack_refused'],
    ['breaks', { status: 500, words: 'internal' }, 'dstack_unreachable'],
  ])('there is none while the agent %s', async (_, error, code) => {
    const agent = await startFakeDstack({ quote: (data) => quoteOf(data), error });
    onTestFinished(() => agent.close());
    const { keeper } = await setup(dstackSource(agent.socket));
    expect(await keeper.current()).toMatchObject({ ok: false, fault: { code } });
  });

  it('there is none without the agent', async () => {
    const { keeper, faults } = await setup(dstackSource('/nowhere/dstack.sock'));
    expect(await keeper.current()).toMatchObject({ fault: { code: 'dstack_unreachable', facts: { why: 'ENOENT' } } });
    expect(faults.at(-1)).toBe('dstack_unreachable');
  });
});

describe('a machine that cannot vouch for itself', () => {
  it.each([
    [
      'whose GPUs do not prove themselves',
      { gpu: { ok: false, fault: { code: 'gpu_not_confidential' } } },
      'gpu_not_confidential',
    ],
    ['without a wallet to be paid to', { payout: null }, 'payout_address_missing'],
  ])('%s is an ordinary one', async (_, parts, code) => {
    const { clock, keys, keeper, faults } = await setup(kernelSource({ files: kernelOf() }), parts as object);
    expect((await keys.current()).manifest.enclave).toBeUndefined();
    expect(faults).toEqual([code]);
    expect((await keeper.current()).ok).toBe(false);
    expect(await keys.vouchAgain()).toBe(false);
    clock.now += 60_000;
    expect([await keys.vouchAgain(), faults]).toEqual([false, [code, code]]);
  });
});

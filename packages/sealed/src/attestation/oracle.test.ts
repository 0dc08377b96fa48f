import dcapQvl from '@phala/dcap-qvl';
import { describe, expect, it } from 'vitest';
import { auditEvidence } from './index.ts';
import type { TdxCollateral } from './tdx/collateral.ts';
import { flipsOf, textFlipsOf } from './testing/flip-bits.ts';
import { type Machine, mockIntel, mockVerifier, NOW_MS, tdxBundle } from './testing/mock-machine.ts';
import { base64, hasRealEvidence, REAL_TDX_AT_MS, realBytes, realJson } from './testing/real-evidence.ts';

/*
 * Another implementation as a judge: what we accept, `@phala/dcap-qvl` 0.3.9 must accept too. It accepts more than it
 * should; these gaps are listed, and each is shown to be one.
 */
interface Case {
  quote: Uint8Array;
  collateral: TdxCollateral;
  atMs: number;
}

async function judge({ quote, collateral, atMs }: Case) {
  const bundle = { v: 1, kind: 'spindle-evidence', tdx: { quote: base64(quote), collateral } };
  const ours = await auditEvidence(bundle, atMs);
  try {
    return { ours, theirs: ratingOf(dcapQvl.verify(Buffer.from(quote), { ...collateral }, atMs / 1_000)) };
  } catch {
    return { ours, theirs: null };
  }
}

const ratingOf = (report: { status: string; advisory_ids: string[] }) => ({
  status: report.status,
  advisories: [...report.advisory_ids].sort(),
});

const real = (): Case => ({
  quote: realBytes('tdx/tdx_quote'),
  collateral: realJson('tdx/tdx_quote_collateral.json'),
  atMs: REAL_TDX_AT_MS,
});
const real15 = (name: string): Case => ({
  quote: realBytes(`tdx/${name}`),
  collateral: realJson('tdx/tdx_quote_outdated_collateral.json'),
  atMs: Date.parse('2026-03-01T00:00:00Z'),
});

describe.skipIf(!hasRealEvidence)('beside @phala/dcap-qvl', () => {
  it.each([
    ['version 4', real],
    ['version 5, TD 1.5', () => real15('quote_v5_sample.dat')],
  ])('both accept a real quote of %s, with the same rating', async (_, of) => {
    const { ours, theirs } = await judge(of());
    expect(ours.machine?.rating).toMatchObject(theirs ?? {});
    expect(theirs).toEqual({ status: 'UpToDate', advisories: [] });
  });

  it('both refuse the one whose firmware is no longer rated', async () => {
    const { ours, theirs } = await judge(real15('tdx_quote_outdated'));
    expect([ours.ok, theirs]).toEqual([false, null]);
  });

  it('it accepts whatever we accept, of changed quotes and statements', { timeout: 900_000 }, async () => {
    const { quote, collateral, atMs } = real();
    const cases: Case[] = [...flipsOf('quote', quote, 4_001)].map(({ bytes }) => ({ quote: bytes, collateral, atMs }));
    for (const part of Object.keys(collateral) as (keyof TdxCollateral)[]) {
      for (const { text } of textFlipsOf(part, collateral[part], 4_003)) {
        cases.push({ quote, collateral: { ...collateral, [part]: text }, atMs });
      }
    }
    const disagreed: number[] = [];
    for (const [at, it] of cases.entries()) {
      const { ours, theirs } = await judge(it);
      if (ours.ok && theirs === null) disagreed.push(at);
    }
    expect(disagreed).toEqual([]);
    expect(cases.length).toBeGreaterThan(35);
  });

  const changed = (change: (collateral: TdxCollateral) => Partial<TdxCollateral>, atMs = REAL_TDX_AT_MS) => {
    const it = real();
    return judge({ ...it, collateral: { ...it.collateral, ...change(it.collateral) }, atMs });
  };
  const lastBit = (hex: string) => hex.slice(0, -1) + (Number.parseInt(hex.slice(-1), 16) ^ 1).toString(16);

  it.each<[gap: string, code: string, change: (collateral: TdxCollateral) => Partial<TdxCollateral>]>([
    [
      'a list of revoked processors with a wrong signature',
      'crl_signature_wrong',
      (it) => ({ pck_crl: lastBit(it.pck_crl) }),
    ],
    [
      'a list of revoked authorities with a wrong signature',
      'crl_signature_wrong',
      (it) => ({ root_ca_crl: lastBit(it.root_ca_crl) }),
    ],
    ['a list that is none', 'certificate_malformed', () => ({ pck_crl: 'deadbeef' })],
    ['no list at all', 'crl_missing', () => ({ pck_crl: '' })],
    ['a list of another issuer', 'crl_issuer_wrong', (it) => ({ pck_crl: it.root_ca_crl })],
  ])('known gap of its: %s', async (_, code, change) => {
    const { ours, theirs } = await changed(change);
    expect(ours.refusal?.code).toBe(code);
    expect(theirs).toMatchObject({ status: 'UpToDate' });
  });
});

describe('beside @phala/dcap-qvl, on mock machines', () => {
  const judgeMock = async (machine: Machine) => {
    const [intel, bundle] = [await mockIntel(), await tdxBundle(machine)];
    const ours = await (await mockVerifier()).auditEvidence(bundle, NOW_MS);
    const verifier = dcapQvl.QuoteVerifier.newWithRootCa(intel.certificates.root);
    const { tdx } = bundle;
    if (!tdx) throw new Error('a mock TDX machine has evidence of TDX');
    const { quote, collateral } = tdx;
    try {
      const report = verifier.verify(Buffer.from(quote, 'base64'), { ...collateral }, NOW_MS / 1_000);
      return { ours, theirs: ratingOf(report) };
    } catch {
      return { ours, theirs: null };
    }
  };

  it.each<[string, Machine]>([
    ['as it is', {}],
    ['of version 5', { quote: { version: 5 } }],
    ['of TD 1.5', { quote: { version: 5, teeTcbSvn2: `0601${'03'.repeat(14)}` } }],
    ['out of date', { collateral: { tcbStatus: 'OutOfDate', advisories: ['INTEL-SA-1'] } }],
    ['to be hardened', { collateral: { tcbStatus: 'SWHardeningNeeded', advisories: ['INTEL-SA-2', 'INTEL-SA-1'] } }],
    ['to be configured', { collateral: { tcbStatus: 'ConfigurationNeeded' } }],
    ['with an old quoting enclave', { collateral: { qeStatus: 'OutOfDate' } }],
  ])('both accept one %s, with the same rating', async (_, machine) => {
    const { ours, theirs } = await judgeMock(machine);
    expect(ours.refusal).toBeNull();
    expect(theirs).toMatchObject({
      status: ours.machine?.rating?.status,
      advisories: ours.machine?.rating?.advisories,
    });
  });

  it.each<[gap: string, code: string, Machine]>([
    ['a TDX module of another signer', 'tdx_module_mismatch', { collateral: { moduleSigner: '01'.repeat(48) } }],
    ['lists that are expired', 'crl_expired', { collateral: { listNextUpdateMs: NOW_MS - 1_000 } }],
    ['lists that somebody else signed', 'crl_signature_wrong', { collateral: { listSigner: 'stranger' } }],
  ])('known gap of its: %s', async (_, code, machine) => {
    const { ours, theirs } = await judgeMock(machine);
    expect(ours.refusal?.code).toBe(code);
    expect(theirs).toMatchObject({ status: 'UpToDate' });
  });
});

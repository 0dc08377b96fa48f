import { describe, expect, it } from 'vitest';
import { readEventLog } from './event-log/events.ts';
import { replayEventLog } from './event-log/replay.ts';
import { auditEvidence } from './index.ts';
import { JsonReader } from './json.ts';
import { refuse } from './refusal.ts';
import { readTdxQuote } from './tdx/quote.ts';
import {
  base64,
  hasRealEvidence,
  REAL_DEBUG_SNP_AT_MS,
  REAL_SNP_AT_MS,
  REAL_TDX_AT_MS,
  realBytes,
  realDebugSnp,
  realJson,
  realSnp,
  realTdx,
  realText,
} from './testing/real-evidence.ts';
import type { Verdict } from './verdict.ts';

const refusedBy = (verdict: Verdict) => verdict.refusal?.code;
const factsOf = (verdict: Verdict, check: string) => verdict.lines.find((line) => line.check === check)?.facts;

describe.skipIf(!hasRealEvidence)('Intel TDX, real machines', () => {
  it('proves a machine that Intel rates up to date, check by check', async () => {
    const verdict = await auditEvidence(realTdx(), REAL_TDX_AT_MS);
    expect(verdict.refusal).toBeNull();
    expect(verdict.lines.map(({ check, ok }) => [check, ok])).toEqual([
      ...['tdx_quote', 'pck_chain', 'root_crl', 'pck_crl', 'tcb_info', 'qe_identity', 'qe_report'].map((it) => [
        it,
        true,
      ]),
      ...['tdx_signature', 'tdx_platform', 'tdx_module', 'tcb_level', 'td_attributes'].map((it) => [it, true]),
      ['event_log', null],
      ['manifest', null],
    ]);
    expect(verdict.machine).toMatchObject({
      platform: 'tdx',
      rating: { status: 'UpToDate', advisories: [] },
      expiresAt: Date.parse('2025-07-19T10:00:35Z'),
    });
    expect(factsOf(verdict, 'tdx_platform')).toMatchObject({ fmspc: 'b0c06f000000' });
  });

  it.each([
    ['before Intel’s statements', '2025-06-19T10:00:00Z', 'crl_not_yet_valid'],
    ['before the rating was issued', '2025-06-19T10:16:02Z', 'collateral_not_yet_valid'],
    ['after the list of revoked processors', '2025-07-19T10:00:36Z', 'crl_expired'],
    ['today', '2026-11-29T00:00:00Z', 'crl_expired'],
    ['before the certificates', '2017-01-01T00:00:00Z', 'certificate_not_yet_valid'],
    ['after the certificates', '2050-01-01T00:00:00Z', 'certificate_expired'],
  ])('refuses it %s', async (_, at, code) => {
    expect(refusedBy(await auditEvidence(realTdx(), Date.parse(at)))).toBe(code);
  });

  it('refuses a version 5 quote of TD 1.5 whose firmware Intel no longer rates', async () => {
    const verdict = await auditEvidence(realTdx('tdx_quote_outdated'), Date.parse('2026-03-01T00:00:00Z'));
    expect(factsOf(verdict, 'tdx_quote')).toEqual({ version: 5, body: 'TD 1.5' });
    expect(refusedBy(verdict)).toBe('tcb_level_missing');
  });

  it('refuses an SGX quote', async () => {
    const bundle = {
      v: 1,
      kind: 'spindle-evidence',
      tdx: { quote: '', collateral: realJson('sgx/sgx_quote_collateral.json') },
    };
    bundle.tdx.quote = base64(realBytes('sgx/sgx_quote'));
    expect(refusedBy(await auditEvidence(bundle, REAL_TDX_AT_MS))).toBe('tdx_quote_version_unknown');
  });

  it('refuses statements about another processor', async () => {
    const bundle = realTdx();
    const at = Date.parse('2026-03-01T00:00:00Z');
    bundle.tdx.collateral = realTdx('tdx_quote_outdated').tdx.collateral;
    expect(refusedBy(await auditEvidence(bundle, at))).toBe('platform_mismatch');
  });

  it('proves a machine with a version 5 quote of TD 1.5', async () => {
    const bundle = realTdx('tdx_quote_outdated');
    bundle.tdx.quote = base64(realBytes('tdx/quote_v5_sample.dat'));
    const verdict = await auditEvidence(bundle, Date.parse('2026-03-01T00:00:00Z'));
    expect(verdict.refusal).toBeNull();
    expect(factsOf(verdict, 'tdx_quote')).toEqual({ version: 5, body: 'TD 1.5' });
    expect(verdict.machine?.rating).toMatchObject({ status: 'UpToDate', advisories: [] });
  });

  it('refuses a quote with bytes behind its end', async () => {
    const bundle = realTdx();
    bundle.tdx.quote = base64(realBytes('tdx/tdx_prod_quote_SPR_E4.dat'));
    expect((await auditEvidence(bundle, REAL_TDX_AT_MS)).refusal).toEqual({
      code: 'tdx_quote_malformed',
      facts: { what: 'bytes behind its end' },
    });
  });

  it('replays a real event log to the registers of its quote', async () => {
    const report = realJson('dstack/quote-report.json');
    const quote = readTdxQuote(new Uint8Array(Buffer.from(report.quote, 'hex')));
    const log = (text: string) =>
      readEventLog(new JsonReader(JSON.parse(text), '', () => refuse('event_log_malformed')));
    expect(await replayEventLog(log(report.event_log), quote.report)).toEqual({
      composeHash: '3763bc34552cf3a27ff71ad5f7a90471562a1a2df552dfc1998cba2d60da27e7',
      appId: '3763bc34552cf3a27ff71ad5f7a90471562a1a2d',
      instanceId: 'c3714eb66990eace777b4e664c16e09375dec4c9',
      events: 28,
    });
    const changed = report.event_log.replace(
      '3763bc34552cf3a27ff71ad5f7a90471562a1a2df5',
      '3763bc34552cf3a27ff71ad5f7a90471562a1a2df6',
    );
    await expect(replayEventLog(log(changed), quote.report)).rejects.toMatchObject({
      fault: { code: 'event_digest_wrong', facts: { event: 'compose-hash' } },
    });
    const shorter = JSON.stringify(JSON.parse(report.event_log).slice(0, -1));
    await expect(replayEventLog(log(shorter), quote.report)).rejects.toMatchObject({
      fault: { code: 'event_log_mismatch', facts: { register: 'RTMR3' } },
    });
  });
});

describe.skipIf(!hasRealEvidence)('AMD SEV-SNP, real machines', () => {
  it('proves a Milan machine', async () => {
    const verdict = await auditEvidence(realSnp(), REAL_SNP_AT_MS);
    expect(verdict.refusal).toBeNull();
    expect(factsOf(verdict, 'snp_platform')).toMatchObject({ bootLoader: 4, tee: 0, snp: 23, microcode: 213 });
    expect(verdict.lines.map(({ check, ok }) => [check, ok])).toEqual([
      ['snp_report', true],
      ['snp_chain', true],
      ['snp_crl', null],
      ['snp_signature', true],
      ['snp_platform', true],
      ['snp_policy', true],
      ['manifest', null],
    ]);
  });

  it('refuses a genuine report of a guest that may be debugged', async () => {
    const verdict = await auditEvidence(realDebugSnp(), REAL_DEBUG_SNP_AT_MS);
    expect(refusedBy(verdict)).toBe('snp_debug');
    expect(verdict.lines.at(-1)).toMatchObject({ check: 'snp_policy', ok: false });
  });

  it('refuses it under the root of another product', async () => {
    const bundle = realSnp();
    bundle.snp.certificates = bundle.snp.certificates.replace(
      /(-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n)$/,
      '',
    );
    const genoa = realText('snp/ask_ark_genoa.pem').split(/(?=-----BEGIN)/)[1] ?? '';
    const verdict = await auditEvidence(
      { ...bundle, snp: { ...bundle.snp, certificates: bundle.snp.certificates + genoa } },
      REAL_SNP_AT_MS,
    );
    expect(refusedBy(verdict)).toBe('certificate_chain_wrong');
  });
});

describe.skipIf(!hasRealEvidence)('NVIDIA, a real H100', () => {
  const audit = async (
    change: (gpu: { evidence: string; nonce: string; certificate: string; arch: string }) => void,
  ) => {
    const gpu = realJson('nvidia/hopper_evidence.json');
    change(gpu[0]);
    return auditEvidence({ ...realTdx(), gpu }, REAL_TDX_AT_MS);
  };

  it('proves the GPU, and says what it could not compare', async () => {
    const verdict = await audit(() => {});
    expect(verdict.refusal).toBeNull();
    expect(verdict.machine?.gpus).toEqual([
      { device: '412921ce551e4eeda3', driverVersion: '590.12', vbiosVersion: '96.00.A5.00.01' },
    ]);
    expect(verdict.lines.slice(-5).map(({ check, ok }) => [check, ok])).toEqual([
      ['gpu_evidence', null],
      ['gpu_chain', true],
      ['gpu_signature', true],
      ['gpu_firmware', true],
      ['gpu_measurements', null],
    ]);
  });

  it('compares measurements where golden ones are given', async () => {
    const bundle = { ...realTdx(), gpu: realJson('nvidia/hopper_evidence.json') };
    const value = 'f21c16b08086efe555ffe179f2c97f071e7975ea9b4d17da6e79a051b7f0a33884166649d26fe0854c149866b3a61c77';
    const compare = (index: number, values: string[]) =>
      auditEvidence(bundle, REAL_TDX_AT_MS, { goldenMeasurements: new Map([[index, values]]) });
    expect(refusedBy(await compare(2, ['00', value]))).toBeUndefined();
    expect((await compare(2, ['00'])).refusal).toEqual({ code: 'gpu_measurement_mismatch', facts: { index: 2 } });
    expect(refusedBy(await compare(99, [value]))).toBe('gpu_measurement_mismatch');
  });

  it.each([
    [
      'another nonce',
      'gpu_nonce_wrong',
      (gpu: { nonce: string }) => {
        gpu.nonce = '0'.repeat(64);
      },
    ],
    [
      'a changed measurement',
      'gpu_signature_wrong',
      (gpu: { evidence: string }) => {
        gpu.evidence = flip(gpu.evidence, 60);
      },
    ],
    [
      'a changed signature',
      'gpu_signature_wrong',
      (gpu: { evidence: string }) => {
        gpu.evidence = flip(gpu.evidence, -1);
      },
    ],
    [
      'a cut answer',
      'gpu_evidence_malformed',
      (gpu: { evidence: string }) => {
        gpu.evidence = base64(Buffer.from(gpu.evidence, 'base64').subarray(0, -1));
      },
    ],
    [
      'another kind of GPU',
      'gpu_architecture_unknown',
      (gpu: { arch: string }) => {
        gpu.arch = 'BLACKWELL';
      },
    ],
    [
      'no text of base64',
      'certificate_malformed',
      (gpu: { certificate: string }) => {
        gpu.certificate += '=';
      },
    ],
  ])('refuses %s', async (_, code, change) => {
    expect(refusedBy(await audit(change))).toBe(code);
  });

  it('refuses the same GPU twice', async () => {
    const [gpu] = realJson('nvidia/hopper_evidence.json');
    expect(refusedBy(await auditEvidence({ ...realTdx(), gpu: [gpu, gpu] }, REAL_TDX_AT_MS))).toBe('gpu_repeated');
  });

  it('refuses what a local tool wrote without a signature, and asks for the service’s keys', async () => {
    const local = realJson('dstack/gpu_attestation_h100.json').detached_eat;
    const remote = realJson('nvidia/hopperClaimsv3_detached_eat.json');
    const token = (gpuToken: unknown, help = {}) => auditEvidence({ ...realTdx(), gpuToken }, REAL_TDX_AT_MS, help);
    const keys = { serviceKeys: { keys: [] } };
    expect((await token(local, keys)).refusal).toEqual({ code: 'gpu_token_unsigned', facts: { algorithm: 'none' } });
    expect(refusedBy(await token(remote, keys))).toBe('gpu_token_key_unknown');
    expect((await token(remote)).lines.at(-1)).toMatchObject({ check: 'gpu_token', ok: null });
  });
});

/** The base64 with one bit changed; `at` counts from the end when negative. */
function flip(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64');
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return base64(bytes);
}

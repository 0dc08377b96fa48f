import { canonicalJson } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import { mockIntel, NONCE, tdxBundle } from '../attestation/testing/mock-machine.ts';
import { hasRealEvidence, realBytes, realJson } from '../attestation/testing/real-evidence.ts';
import { bootEventsOf, collateralUntilMs, gpuNonceOf, platformOfQuote, reportDataOf } from './index.ts';

describe.skipIf(!hasRealEvidence)('of real machines', () => {
  it('reads for which processor statements are needed, and until when they count', () => {
    expect(platformOfQuote(realBytes('tdx/tdx_quote'))).toEqual({ fmspc: 'b0c06f000000', ca: 'platform' });
    const collateral = realJson('tdx/tdx_quote_collateral.json');
    expect(new Date(collateralUntilMs(collateral) ?? 0).toISOString()).toMatch(/^2025-07-/);
    expect(collateralUntilMs({ ...collateral, pck_crl: '00' })).toBeNull();
    expect(collateralUntilMs({ ...collateral, tcb_info: '{}' })).toBeNull();
    expect(collateralUntilMs({ ...collateral, qe_identity: 'x' })).toBeNull();
  });

  it('finds nothing in what is no quote', () => {
    expect(platformOfQuote(realBytes('sgx/sgx_quote'))).toBeNull();
    expect(platformOfQuote(new Uint8Array(9))).toBeNull();
    expect(bootEventsOf(new Uint8Array(64))).toBeNull();
  });
});

it('reads a quote whose certificates hold what it does not know: who judges it refuses that', async () => {
  const quote = (await mockIntel()).quote({ reportData: new Uint8Array(64) });
  expect(platformOfQuote(quote)).toEqual({ fmspc: '4d4f434b0000', ca: 'platform' });
});

it('puts together what the verifier asks for', async () => {
  const { manifest, tdx } = await tdxBundle();
  const reportData = Buffer.from(await reportDataOf(manifest, NONCE));
  expect(Buffer.from(tdx?.quote ?? '', 'base64').includes(reportData)).toBe(true);
  await expect(reportDataOf(manifest, 'ab')).rejects.toThrow(TypeError);
  expect(await gpuNonceOf('ab'.repeat(32))).toMatch(/^[0-9a-f]{64}$/);
  expect(canonicalJson(JSON.parse(manifest))).toBe(manifest);
});

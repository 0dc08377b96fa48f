import { httpEvidence } from '@spindle/client';
import type { Verdict } from '@spindle/sealed/attestation';
import { BROKER_URL, sessionToken } from '../api/index.ts';

/**
 * Fetches a bundle that the market keeps, by its hash, and asks of it that it is genuine and fits together, on this device.
 * Whoever seals asks for more.
 */
export async function auditKept(hash: string): Promise<Verdict> {
  const [{ auditEvidence }, text] = await Promise.all([
    import('@spindle/sealed/attestation'),
    httpEvidence({ baseUrl: BROKER_URL, token: sessionToken() ?? '' }).bundle(hash),
  ]);
  return auditEvidence(JSON.parse(text), Date.now());
}

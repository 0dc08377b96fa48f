import { hex } from '@spindle/shared';
import type { CheckList } from '../check-list.ts';
import { must, refuse } from '../refusal.ts';
import { P384, verify } from '../signature.ts';
import { timeText } from '../time-text.ts';
import { SNP_PRODUCTS, type SnpProduct, type Trust } from '../trust.ts';
import { type Certificate, fingerprint } from '../x509/certificate.ts';
import { checkChain } from '../x509/check-chain.ts';
import { checkCrl, mustNotBeRevoked, readCrl } from '../x509/crl.ts';
import { readPemChain } from '../x509/read-pem.ts';
import type { SnpFirmware } from './snp-firmware.ts';
import { checkSnpPlatform } from './snp-platform.ts';
import { checkSnpPolicy } from './snp-policy.ts';
import { readSnpReport, type SnpReport } from './snp-report.ts';

/** What is proven of a machine whose report passed. */
export interface SnpMachine {
  platform: 'snp';
  report: SnpReport;
  product: SnpProduct;
  firmware: SnpFirmware;
  /** Until when certificates and list count, in milliseconds. */
  expiresAt: number;
}

export interface SnpEvidence {
  report: Uint8Array;
  /** PEM: the key's certificate (VCEK or VLEK), its issuer (ASK or ASVK), AMD's root (ARK). */
  certificates: string;
  /** AMD's list of revoked certificates, DER; null when there is none. */
  crl: Uint8Array | null;
}

interface Chain {
  leaf: Certificate;
  issuer: Certificate;
  root: Certificate;
  product: SnpProduct;
}

/** Checks an SEV-SNP report, and stops at the first refusal. @param nowMs Unix time in milliseconds. */
export async function verifySnp(
  evidence: SnpEvidence,
  trust: Trust,
  nowMs: number,
  checks: CheckList,
): Promise<SnpMachine> {
  const report = await checks.run('snp_report', () => {
    const value = readSnpReport(evidence.report);
    return { value, facts: { version: value.version } };
  });
  const chain = await checks.run('snp_chain', async () => {
    const value = await readChain(evidence.certificates, trust, nowMs);
    const { leaf, product } = value;
    return { value, facts: { product, key: leaf.commonName, until: timeText(leaf.notAfter) } };
  });
  const { leaf, product } = chain;
  const listUntilMs = await checkList(evidence.crl, chain, nowMs, checks);
  await checks.run('snp_signature', async () => {
    must(await verify(P384, leaf.key, report.signature, report.signed), 'snp_signature_wrong');
    return { value: null, facts: {} };
  });
  const firmware = await checks.run('snp_platform', () => {
    const value = checkSnpPlatform(report, leaf, product);
    return { value, facts: { ...value, chipId: hex(report.chipId) } };
  });
  await checks.run('snp_policy', () => {
    checkSnpPolicy(report);
    return { value: null, facts: { policy: report.policy.toString(16), level: report.vmpl } };
  });
  return { platform: 'snp', report, product, firmware, expiresAt: Math.min(leaf.notAfter, listUntilMs) };
}

/** The product is the one whose root the chain ends in, and every name in it is of that product. */
async function readChain(pem: string, trust: Trust, nowMs: number): Promise<Chain> {
  const part = 'snp_chain';
  const certificates = readPemChain(pem, part, trust.criticalExtensions);
  const [leaf, issuer, root] = certificates;
  if (!leaf || !issuer || !root) return refuse('certificate_chain_wrong', { part });
  const rootHash = await fingerprint(root);
  const product = SNP_PRODUCTS.find((it) => trust.amd[it] === rootHash);
  if (!product) return refuse('certificate_root_unknown', { part });
  const isCloudKey = leaf.commonName === 'SEV-VLEK';
  const names = isCloudKey ? ['SEV-VLEK', `SEV-VLEK-${product}`] : ['SEV-VCEK', `SEV-${product}`];
  const rule = { part, names: [...names, `ARK-${product}`].map((name) => new RegExp(`^${name}$`)), roots: [rootHash] };
  await checkChain(certificates, rule, nowMs);
  return { leaf, issuer, root, product };
}

/** AMD revokes issuers by a list of its root. Without one, that line says so. @returns until when the list counts. */
async function checkList(
  crl: Uint8Array | null,
  { issuer, root }: Chain,
  nowMs: number,
  checks: CheckList,
): Promise<number> {
  if (!crl) {
    checks.skip('snp_crl', 'crl_missing', { part: 'snp_crl' });
    return Number.POSITIVE_INFINITY;
  }
  return checks.run('snp_crl', async () => {
    const list = readCrl(crl, 'snp_crl');
    await checkCrl(list, root, nowMs);
    // The list is of certificates that the root issued; leaves bear no numbers of their own.
    mustNotBeRevoked(issuer, list, 'snp_chain');
    const facts = { issued: timeText(list.thisUpdate), until: timeText(list.nextUpdate), revoked: list.revoked.size };
    return { value: list.nextUpdate, facts };
  });
}

import { hex, text } from '@spindle/shared';
import { fromBase64 } from '../base64.ts';
import type { CheckList } from '../check-list.ts';
import { must, refuse } from '../refusal.ts';
import { P384, verify } from '../signature.ts';
import type { Trust } from '../trust.ts';
import type { Certificate } from '../x509/certificate.ts';
import { checkChain } from '../x509/check-chain.ts';
import { readPemChain } from '../x509/read-pem.ts';
import { readSpdm, type SpdmMeasurements } from './spdm.ts';

/** Evidence of one GPU, as NVIDIA's tools write it. */
export interface GpuEvidence {
  arch: string;
  /** Base64 of PEM, leaf first. */
  certificate: string;
  /** Base64 of question and answer. */
  evidence: string;
  /** Hex. */
  nonce: string;
}

/**
 * Values that NVIDIA published for a driver and VBIOS, by index. Whoever gives them has checked NVIDIA's signature on
 * them: they are XML, and reading signed XML does not belong in a phone.
 */
export type GoldenMeasurements = ReadonlyMap<number, readonly string[]>;

/** What is proven of a GPU. */
export interface GpuFacts {
  /** The serial number of the chip's own certificate. */
  device: string;
  driverVersion: string;
  vbiosVersion: string;
}

const PART = 'gpu_chain';
/** Hopper: firmware, boot ROM of this chip, provisioner, product line, root. */
const HOPPER_NAMES = [
  /^GH100 .*FMC LF$/,
  /^GH100 .*BROM$/,
  /^NVIDIA GH100 Provisioner ICA \d+$/,
  /^NVIDIA GH100 Identity$/,
  /^NVIDIA Device Identity CA$/,
];
/** 2.23.133.5.4.1: TCG DICE; its value ends with the hash of the firmware. */
const DICE = '678105050401';
const FIRMWARE_ID_BYTES = 48;

/**
 * Checks that a Hopper GPU signed its measurements for this nonce, and that its firmware is the one it was certified
 * with. The measurements are compared where golden ones are given, and said to be unknown where not.
 * @param nonce hex; null when whoever checks has not asked, and takes the one that the evidence names.
 */
export async function verifyGpu(
  evidence: GpuEvidence,
  nonce: string | null,
  golden: GoldenMeasurements | null,
  trust: Trust,
  nowMs: number,
  checks: CheckList,
): Promise<GpuFacts> {
  const chain = await checks.run('gpu_chain', async () => {
    const { arch: architecture } = evidence;
    must(architecture === 'HOPPER', 'gpu_architecture_unknown', { architecture });
    const pem = text(fromBase64(evidence.certificate) ?? refuse('certificate_malformed', { part: PART }));
    const value = readPemChain(pem, PART, trust.criticalExtensions);
    await checkChain(value, { part: PART, names: HOPPER_NAMES, roots: [trust.nvidia] }, nowMs);
    return { value, facts: { device: value[1]?.serial ?? '', model: value[1]?.commonName ?? '' } };
  });
  const [leaf, chip] = chain;
  if (!leaf || !chip) return refuse('certificate_chain_wrong', { part: PART });
  const spdm = await checks.run('gpu_signature', async () => {
    const value = readSpdm(fromBase64(evidence.evidence) ?? refuse('gpu_evidence_malformed', { what: 'base64' }));
    must(value.nonce === (nonce ?? evidence.nonce).toLowerCase(), 'gpu_nonce_wrong');
    must(await verify(P384, leaf.key, value.signature, value.signed), 'gpu_signature_wrong');
    const { driverVersion, vbiosVersion } = value;
    return { value, facts: { driverVersion, vbiosVersion, nonce: value.nonce } };
  });
  await checks.run('gpu_firmware', () => {
    must(firmwareIdOf(leaf) === spdm.firmwareId, 'gpu_firmware_mismatch');
    return { value: null, facts: { firmwareId: spdm.firmwareId } };
  });
  await checkMeasurements(spdm, golden, checks);
  return { device: chip.serial, driverVersion: spdm.driverVersion, vbiosVersion: spdm.vbiosVersion };
}

function firmwareIdOf(leaf: Certificate): string {
  const value = leaf.extensions.get(DICE);
  return value ? hex(value.subarray(-FIRMWARE_ID_BYTES)) : 'none';
}

async function checkMeasurements(
  { measurements }: SpdmMeasurements,
  golden: GoldenMeasurements | null,
  checks: CheckList,
): Promise<void> {
  if (!golden) return checks.skip('gpu_measurements', 'evidence_missing', { what: 'golden measurements' });
  await checks.run('gpu_measurements', () => {
    must(golden.size > 0, 'evidence_missing', { what: 'golden measurements' });
    for (const [index, values] of golden) {
      must(values.includes(measurements.get(index) ?? ''), 'gpu_measurement_mismatch', { index });
    }
    return { value: null, facts: { compared: golden.size } };
  });
}

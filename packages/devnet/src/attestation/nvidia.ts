import { createHash } from 'node:crypto';
import { base64url } from '@spindle/shared';
import { certificate, extension, pem } from './certificate.ts';
import { octets, sequence } from './der.ts';
import { authorityOf } from './intel.ts';
import { type MockKey, mockKey } from './keys.ts';

/** Evidence of one GPU, as NVIDIA's tools write it. */
export interface MockGpuEvidence {
  arch: string;
  certificate: string;
  evidence: string;
  nonce: string;
}

export interface GpuInput {
  /** 32 bytes, hex. */
  nonce: string;
  /** Hash of the firmware that runs, when it is not the certified one. */
  firmwareId?: string;
}

export interface MockNvidia {
  rootHash: string;
  gpu(input: GpuInput): MockGpuEvidence;
}

const FIRMWARE_ID = '46'.repeat(48);
const CHAIN = [
  'NVIDIA Device Identity CA',
  'NVIDIA GH100 Identity',
  'NVIDIA GH100 Provisioner ICA 1',
  'GH100 MOCK GSP BROM',
];

/** Makes NVIDIA's infrastructure for one Hopper GPU, down to the firmware's key. */
export async function makeMockNvidia({
  seed,
  isMarked = true,
}: {
  seed: string;
  isMarked?: boolean;
}): Promise<MockNvidia> {
  const authorities = CHAIN.map((name) => {
    const key = mockKey(seed, `nvidia ${name}`, 'P-384');
    return { ...authorityOf(name, key), spki: key.spki };
  });
  const certificates: Buffer[] = [];
  for (const [at, { name, spki }] of authorities.entries()) {
    const issuer = authorities[Math.max(0, at - 1)];
    if (issuer)
      certificates.unshift(
        await certificate({ serial: at + 1, issuer, subject: name, spki, isAuthority: true, isMarked }),
      );
  }
  const firmware = mockKey(seed, 'nvidia firmware', 'P-384');
  const rom = authorities.at(-1);
  if (!rom) throw new Error('a chain has authorities');
  const leaf = await certificate({
    ...{ serial: 9, issuer: rom, subject: 'GH100 MOCK GSP FMC LF', spki: firmware.spki, isAuthority: false, isMarked },
    extensions: [extension('2.23.133.5.4.1', sequence(octets(Buffer.from(FIRMWARE_ID, 'hex'))))],
  });
  const chain = Buffer.from(pem(leaf, ...certificates)).toString('base64');
  const root = certificates.at(-1) ?? leaf;
  return {
    rootHash: createHash('sha256').update(root).digest('hex'),
    gpu: (input) => ({ arch: 'HOPPER', certificate: chain, evidence: spdm(firmware, input), nonce: input.nonce }),
  };
}

/** A question for all measurements, and its signed answer: two of them. */
function spdm(firmware: MockKey, { nonce, firmwareId = FIRMWARE_ID }: GpuInput): string {
  const question = Buffer.concat([Buffer.from([0x11, 0xe0, 1, 0xff]), Buffer.from(nonce, 'hex'), Buffer.from([0])]);
  const measurement = (index: number) =>
    Buffer.concat([Buffer.from([index, 1, 51, 0, 1, 48, 0]), Buffer.alloc(48, index)]);
  const record = Buffer.concat([measurement(1), measurement(2)]);
  const field = (kind: number, value: Buffer) => Buffer.concat([Buffer.from([kind, 0, value.length, 0]), value]);
  const opaque = Buffer.concat([
    field(3, Buffer.from('999.0\0')),
    field(6, Buffer.from('00a5009601000000', 'hex')),
    field(20, Buffer.from(firmwareId, 'hex')),
  ]);
  const head = Buffer.from([0x11, 0x60, 0, 0, 2, record.length, 0, 0]);
  const length = Buffer.from([opaque.length & 0xff, opaque.length >>> 8]);
  const signed = Buffer.concat([question, head, record, Buffer.alloc(32, 7), length, opaque]);
  return Buffer.concat([signed, firmware.signRaw(signed)]).toString('base64');
}

type Claims = Record<string, unknown>;

export interface MockAttestationService {
  /** Its public keys (JWKS). */
  keys: { keys: { kid: string; kty: string; crv: string; x: string; y: string }[] };
  /** A token for GPUs, in the service's form. `edit` changes claims before they are signed. */
  token(input: TokenInput): [['JWT', string], Record<string, string>];
}

export interface TokenInput {
  nonce: string;
  nowMs: number;
  gpus?: number;
  edit?: (overall: Claims, gpu: Claims) => void;
  /** Changes a part after its hash was signed. */
  swap?: (part: string) => string;
  header?: Claims;
}

/** NVIDIA's attestation service (NRAS), by a key of its own. */
export function makeMockAttestationService(seed: string): MockAttestationService {
  const key = mockKey(seed, 'nras', 'P-384');
  const kid = 'mock-nras';
  const [x, y] = [base64url(key.point.subarray(0, 48)), base64url(key.point.subarray(48))];
  const encode = (value: unknown) => base64url(Buffer.from(JSON.stringify(value)));
  const sign = (claims: Claims, header: Claims = {}) => {
    const text = `${encode({ kid, alg: 'ES384', ...header })}.${encode(claims)}`;
    return `${text}.${base64url(key.signRaw(Buffer.from(text)))}`;
  };
  return {
    keys: { keys: [{ kid, kty: 'EC', crv: 'P-384', x, y }] },
    token: ({ nonce, nowMs, gpus = 1, edit, swap = (part) => part, header }) => {
      const seconds = Math.floor(nowMs / 1_000);
      const common = {
        iss: 'https://nras.attestation.nvidia.com',
        nbf: seconds - 60,
        exp: seconds + 3_540,
        eat_nonce: nonce,
      };
      const overall: Claims = { ...common, 'x-nvidia-overall-att-result': true };
      const parts: [string, string][] = Array.from({ length: gpus }, (_, at) => {
        const claims = { ...common, ...GPU_CLAIMS, ueid: `${1_000 + at}` };
        edit?.(overall, claims);
        return [`GPU-${at}`, sign(claims)];
      });
      const digests = parts.map(([name, part]) => [
        name,
        ['DIGEST', ['SHA-256', createHash('sha256').update(part).digest('hex')]],
      ]);
      overall.submods ??= Object.fromEntries(digests);
      return [['JWT', sign(overall, header)], Object.fromEntries(parts.map(([name, part]) => [name, swap(part)]))];
    },
  };
}

const CERTIFICATES = {
  'x-nvidia-cert-status': 'valid',
  'x-nvidia-cert-ocsp-status': 'good',
  'x-nvidia-cert-revocation-reason': null,
};
const GPU_CLAIMS: Claims = {
  measres: 'success',
  secboot: true,
  dbgstat: 'disabled',
  hwmodel: 'GH100 MOCK',
  'x-nvidia-gpu-arch-check': true,
  'x-nvidia-gpu-attestation-report-parsed': true,
  'x-nvidia-gpu-attestation-report-nonce-match': true,
  'x-nvidia-gpu-attestation-report-signature-verified': true,
  'x-nvidia-gpu-attestation-report-cert-chain-fwid-match': true,
  'x-nvidia-gpu-vbios-index-no-conflict': true,
  'x-nvidia-gpu-attestation-report-cert-chain': CERTIFICATES,
  ...Object.fromEntries(
    ['driver', 'vbios'].flatMap((rim) => [
      [`x-nvidia-gpu-${rim}-rim-cert-chain`, CERTIFICATES],
      ...['fetched', 'signature-verified', 'version-match', 'measurements-available'].map((claim) => [
        `x-nvidia-gpu-${rim}-rim-${claim}`,
        true,
      ]),
    ]),
  ),
};

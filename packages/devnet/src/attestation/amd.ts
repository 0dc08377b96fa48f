import { createHash, webcrypto } from 'node:crypto';
import { type Authority, certificate, extension, pem, revocationList } from './certificate.ts';
import { ia5Text, integer } from './der.ts';
import { type MockKey, mockKey, RSA_PSS_ALGORITHM } from './keys.ts';

const AMD = '1.3.6.1.4.1.3704.1';
/** AMD's have 4,096 bits; shorter ones are made in a moment, and prove nothing anyway. */
const RSA = { name: 'RSA-PSS', hash: 'SHA-384', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) };

/** What can be different about a report. Hex values are as long as their fields. */
export interface SnpReportInput {
  /** 64 bytes. */
  reportData: Uint8Array;
  version?: number;
  policy?: bigint;
  vmpl?: number;
  signingKey?: number;
  /** 8 bytes. */
  reportedTcb?: string;
  measurement?: string;
  chipId?: string;
  /** Family and model of CPUID. */
  cpu?: [family: number, model: number];
}

export interface MockAmd {
  product: 'Milan' | 'Genoa' | 'Turin';
  rootHash: string;
  /** PEM: leaf, issuer, root. */
  certificates: string;
  /** Of the root, DER. */
  crl(revoked?: number[], nextUpdateMs?: number): Promise<Buffer>;
  report(input: SnpReportInput): Buffer;
}

export interface MockAmdInput {
  seed: string;
  nowMs: number;
  product?: MockAmd['product'];
  /** The cloud's kind of key, which names no chip. */
  isCloudKey?: boolean;
  isMarked?: boolean;
}

export const MOCK_ASK_SERIAL = 65_537;
const CHIP_ID = '4d'.repeat(64);
const CPUS: Record<MockAmd['product'], [number, number]> = { Milan: [0x19, 1], Genoa: [0x19, 0x11], Turin: [0x1a, 2] };

/** Makes AMD's infrastructure. RSA keys come of no seed, so its bytes differ from run to run. */
export async function makeMockAmd(input: MockAmdInput): Promise<MockAmd> {
  const { seed, nowMs, product = 'Milan', isCloudKey = false, isMarked = true } = input;
  const ark = await rsaAuthority(`ARK-${product}`);
  const ask = await rsaAuthority(isCloudKey ? `SEV-VLEK-${product}` : `SEV-${product}`);
  const chip = mockKey(seed, 'amd chip', 'P-384');
  const make = (
    serial: number,
    issuer: Authority,
    subject: string,
    spki: Buffer,
    isAuthority: boolean,
    extensions: Buffer[] = [],
  ) => certificate({ serial, issuer, subject, spki, isAuthority, isMarked, extensions });
  const root = await make(65_536, ark, ark.name, ark.spki, true);
  const issuer = await make(MOCK_ASK_SERIAL, ark, ask.name, ask.spki, true);
  const leafName = isCloudKey ? 'SEV-VLEK' : 'SEV-VCEK';
  const leaf = await make(0, ask, leafName, chip.spki, false, extensionsOf(product, isCloudKey));
  return {
    product,
    rootHash: createHash('sha256').update(root).digest('hex'),
    certificates: pem(leaf, issuer, root),
    crl: (revoked = [], nextUpdateMs = nowMs + 86_400_000) =>
      revocationList({ issuer: ark, thisUpdate: nowMs - 86_400_000, nextUpdate: nextUpdateMs, revoked }),
    report: (report) => reportOf(chip, product, isCloudKey, report),
  };
}

async function rsaAuthority(name: string): Promise<Authority & { spki: Buffer }> {
  const { publicKey, privateKey } = await webcrypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  const sign = async (message: Uint8Array) =>
    Buffer.from(await webcrypto.subtle.sign({ name: 'RSA-PSS', saltLength: 48 }, privateKey, Buffer.from(message)));
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', publicKey));
  return { name, algorithm: RSA_PSS_ALGORITHM, sign, spki };
}

/** Boot loader 4, TEE 0, SNP 23, microcode 213; Turin also FMC 1. */
function extensionsOf(product: MockAmd['product'], isCloudKey: boolean): Buffer[] {
  const version = (id: number, value: number) => extension(`${AMD}.3.${id}`, integer(value));
  const chipId = Buffer.from(CHIP_ID, 'hex').subarray(0, product === 'Turin' ? 8 : 64);
  return [
    extension(`${AMD}.1`, integer(0)),
    extension(`${AMD}.2`, ia5Text(product === 'Milan' ? 'Milan-B0' : product)),
    ...[version(1, 4), version(2, 0), version(3, 23), version(8, 213)],
    ...(product === 'Turin' ? [version(9, 1)] : []),
    ...(isCloudKey ? [extension(`${AMD}.5`, ia5Text('CN=cloud.example'))] : [extension(`${AMD}.4`, chipId)]),
  ];
}

const TCBS = { Milan: '04000000000017d5', Genoa: '04000000000017d5', Turin: '01040017000000d5' };

function reportOf(chip: MockKey, product: MockAmd['product'], isCloudKey: boolean, input: SnpReportInput): Buffer {
  const report = Buffer.alloc(1_184);
  report.writeUInt32LE(input.version ?? 3, 0);
  // SMT is allowed, and one bit is always set.
  report.writeBigUInt64LE(input.policy ?? 0x30000n, 8);
  report.writeUInt32LE(input.vmpl ?? 0, 0x30);
  report.writeUInt32LE(1, 0x34);
  report.writeUInt32LE((input.signingKey ?? (isCloudKey ? 1 : 0)) << 2, 0x48);
  Buffer.from(input.reportData).copy(report, 0x50);
  Buffer.from(input.measurement ?? '22'.repeat(48), 'hex').copy(report, 0x90);
  Buffer.from(input.reportedTcb ?? TCBS[product], 'hex').copy(report, 0x180);
  const [family, model] = input.cpu ?? CPUS[product];
  report[0x188] = family;
  report[0x189] = model;
  const chipId = input.chipId ?? (product === 'Turin' ? CHIP_ID.slice(0, 16) + '00'.repeat(56) : CHIP_ID);
  Buffer.from(isCloudKey ? '00'.repeat(64) : chipId, 'hex').copy(report, 0x1a0);
  const signature = chip.signRaw(report.subarray(0, 0x2a0));
  Buffer.from(signature.subarray(0, 48)).reverse().copy(report, 0x2a0);
  Buffer.from(signature.subarray(48))
    .reverse()
    .copy(report, 0x2a0 + 72);
  return report;
}

import { createHash } from 'node:crypto';
import type { IntelKeys } from './intel-shapes.ts';

/** What a TD's quote says, and every dial of it. Hex values are as long as their fields. */
export interface QuoteInput {
  /** 64 bytes. */
  reportData: Uint8Array;
  version?: 4 | 5;
  /** A version 5 quote of TD 1.5 holds the module that runs now, too. */
  teeTcbSvn2?: string;
  mrServiceTd?: string;
  teeTcbSvn?: string;
  mrSignerSeam?: string;
  seamAttributes?: string;
  tdAttributes?: string;
  mrTd?: string;
  mrConfigId?: string;
  rtmrs?: readonly string[];
  qe?: { version?: number; productId?: number; attributes?: string; mrSigner?: string; miscSelect?: string };
  /** Binds another attestation key into the QE report than the one that signs. */
  isKeyUnbound?: boolean;
}

const bytes = (hex: string | undefined, length: number, fill = 0): Buffer =>
  hex === undefined ? Buffer.alloc(length, fill) : Buffer.from(hex, 'hex');
const u16 = (value: number): Buffer => {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
};
const u32 = (value: number): Buffer => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
};

/** Versions: module 1.5 minor 6, major 1; everything else 3. */
const TEE_TCB_SVN = `0601${'03'.repeat(14)}`;
/** SEPT_VE_DISABLE alone. */
const TD_ATTRIBUTES = '0000001000000000';
const QE_VENDOR = '939a7233f79c4ca9940a0db3957f0607';
const TDX = 0x81;
const ECDSA_P256 = 2;

export function quoteOf(keys: IntelKeys, pckChain: string, input: QuoteInput): Buffer {
  const version = input.version ?? 4;
  const is15 = input.teeTcbSvn2 !== undefined;
  const header = Buffer.concat([
    u16(version),
    u16(ECDSA_P256),
    u32(TDX),
    u32(0),
    Buffer.from(QE_VENDOR, 'hex'),
    Buffer.alloc(20),
  ]);
  const kind = version === 5 ? [u16(is15 ? 3 : 2), u32(is15 ? 648 : 584)] : [];
  const signed = Buffer.concat([header, ...kind, tdReport(input)]);
  const authentication = Buffer.alloc(32, 0x20);
  const report = qeReport(keys, authentication, input);
  const chain = Buffer.from(pckChain);
  const certification = Buffer.concat([
    ...[report, keys.processor.signRaw(report), u16(authentication.length), authentication],
    ...[u16(5), u32(chain.length), chain],
  ]);
  const signature = [keys.attestation.signRaw(signed), keys.attestation.point];
  const tail = Buffer.concat([...signature, u16(6), u32(certification.length), certification]);
  return Buffer.concat([signed, u32(tail.length), tail]);
}

function tdReport(input: QuoteInput): Buffer {
  const rtmrs = [0, 1, 2, 3].map((at) => bytes(input.rtmrs?.[at], 48, 0xa0 + at));
  return Buffer.concat([
    ...[bytes(input.teeTcbSvn ?? TEE_TCB_SVN, 16), Buffer.alloc(48, 0x5a), bytes(input.mrSignerSeam, 48)],
    ...[bytes(input.seamAttributes, 8), bytes(input.tdAttributes ?? TD_ATTRIBUTES, 8), bytes('e702060000000000', 8)],
    ...[bytes(input.mrTd, 48, 0x11), bytes(input.mrConfigId, 48), Buffer.alloc(48), Buffer.alloc(48), ...rtmrs],
    Buffer.from(input.reportData),
    ...(input.teeTcbSvn2 === undefined ? [] : [bytes(input.teeTcbSvn2, 16), bytes(input.mrServiceTd, 48)]),
  ]);
}

/** An SGX report of the quoting enclave that binds the attestation key. */
function qeReport(keys: IntelKeys, authentication: Buffer, { qe = {}, isKeyUnbound }: QuoteInput): Buffer {
  const report = Buffer.alloc(384);
  bytes(qe.miscSelect, 4).copy(report, 16);
  bytes(qe.attributes ?? `11${'00'.repeat(15)}`, 16).copy(report, 48);
  bytes(qe.mrSigner, 32, 0x44).copy(report, 128);
  report.writeUInt16LE(qe.productId ?? 2, 256);
  report.writeUInt16LE(qe.version ?? 4, 258);
  const key = isKeyUnbound ? keys.processor.point : keys.attestation.point;
  createHash('sha256').update(key).update(authentication).digest().copy(report, 320);
  return report;
}

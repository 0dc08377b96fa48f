import { createHash } from 'node:crypto';
import type { Address } from '@ton/core';

/** What a wallet signs for a ton_proof: sha256(0xffff ‖ "ton-connect" ‖ sha256(message)); the message has a big-endian workchain and little-endian rest. */
export function proofDigest(address: Address, domainName: string, timestamp: number, payload: string): Buffer {
  const domain = Buffer.from(domainName, 'utf8');
  const workchain = Buffer.alloc(4);
  workchain.writeInt32BE(address.workChain);
  const domainLength = Buffer.alloc(4);
  domainLength.writeUInt32LE(domain.length);
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(BigInt(timestamp));
  const parts = ['ton-proof-item-v2/', workchain, address.hash, domainLength, domain, time, payload];
  return sha256(Uint8Array.of(0xff, 0xff), 'ton-connect', sha256(...parts));
}

function sha256(...parts: (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

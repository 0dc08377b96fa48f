import { createHash } from 'node:crypto';

/*
 * dm-verity's tree over a read-only image, as the kernel and `veritysetup` have it
 * (docs.kernel.org/admin-guide/device-mapper/verity.html): version 1, SHA-256, blocks of 4,096 bytes. Its root stands in
 * the kernel's command line, which the processor measures: one changed byte of the image is another machine.
 */
const BLOCK_BYTES = 4_096;
const HASH_BYTES = 32;
const SUPERBLOCK_BYTES = 512;

export interface VerityTree {
  /** 32 bytes of hex. */
  root: string;
  dataBlocks: number;
  /** What the kernel reads beside the image: superblock, then the levels from the top down. */
  tree: Buffer;
}

/** @param data whole blocks. @param salt hex, up to 256 bytes. @param uuid 16 bytes of hex. @throws on half a block. */
export function makeVerityTree(data: Buffer, salt: string, uuid: string): VerityTree {
  if (data.length === 0 || data.length % BLOCK_BYTES !== 0) throw new Error('an image is whole blocks of 4,096 bytes');
  const dataBlocks = data.length / BLOCK_BYTES;
  const salted = Buffer.from(salt, 'hex');
  const levels: Buffer[] = [];
  let hashes = hashBlocks(data, salted);
  while (hashes.length > HASH_BYTES) {
    const level = Buffer.alloc(Math.ceil(hashes.length / BLOCK_BYTES) * BLOCK_BYTES);
    hashes.copy(level);
    levels.unshift(level);
    hashes = hashBlocks(level, salted);
  }
  const head = Buffer.alloc(BLOCK_BYTES);
  superblock(dataBlocks, salted, uuid).copy(head);
  return { root: hashes.toString('hex'), dataBlocks, tree: Buffer.concat([head, ...levels]) };
}

function hashBlocks(bytes: Buffer, salt: Buffer): Buffer {
  const hashes: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    hashes.push(
      createHash('sha256')
        .update(salt)
        .update(bytes.subarray(at, at + BLOCK_BYTES))
        .digest(),
    );
  }
  return Buffer.concat(hashes);
}

function superblock(dataBlocks: number, salt: Buffer, uuid: string): Buffer {
  const block = Buffer.alloc(SUPERBLOCK_BYTES);
  block.write('verity\0\0', 0, 'latin1');
  block.writeUInt32LE(1, 8);
  block.writeUInt32LE(1, 12);
  Buffer.from(uuid, 'hex').copy(block, 16);
  block.write('sha256', 32, 'latin1');
  block.writeUInt32LE(BLOCK_BYTES, 64);
  block.writeUInt32LE(BLOCK_BYTES, 68);
  block.writeBigUInt64LE(BigInt(dataBlocks), 72);
  block.writeUInt16LE(salt.length, 80);
  salt.copy(block, 88);
  return block;
}

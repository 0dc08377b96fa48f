import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeVerityTree } from './verity.ts';

const SALT = '00'.repeat(32);
const UUID = '5370696e646c652d7665726974792d31';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** So many blocks, each filled with the hash of its number. */
const blocks = (count: number): Buffer =>
  Buffer.concat(
    Array.from({ length: count }, (_, at) => {
      const hash = createHash('sha256').update(String(at)).digest();
      return Buffer.concat(Array.from({ length: 128 }, () => hash));
    }),
  );

describe('the tree', () => {
  /** By `veritysetup format` 2.6.1, with this salt and UUID: root, and SHA-256 of the whole file. */
  it.each([
    [1, 'bfb7e74da45ef05b4201cc04de0a37f8493d0a080ad6904b9441378a12f0e29e', '5ee998a2dc3d4b39'],
    [2, '523aebd1a0f91894bb70808f6d24f1a26aca743ff5c027c0df500b3852f2b152', '9f7a0258abec80f1'],
    [129, 'eef26ce5a86ba4a02c885ed93251bb6b0e6b62745b0199d6be6dc721c0e7ea5e', '68a18841b744afce'],
    [300, '018d86b05ef8f74fa8be8f369480de366efc4fbd78be1e821eb6f99aa37e6bc2', '1e30e7a0822b6e12'],
  ])('over %i blocks is veritysetup’s, byte by byte', (count, root, file) => {
    const made = makeVerityTree(blocks(count), SALT, UUID);
    expect([made.root, sha256(made.tree).slice(0, 16)]).toEqual([root, file]);
  });

  it('is another for each changed byte', () => {
    const data = blocks(130);
    const { root } = makeVerityTree(data, SALT, UUID);
    for (const at of [0, 4_096, data.length - 1]) {
      const changed = Buffer.from(data);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(makeVerityTree(changed, SALT, UUID).root).not.toBe(root);
    }
  });

  it('is of whole blocks alone', () => {
    for (const bytes of [0, 1, 4_097]) expect(() => makeVerityTree(Buffer.alloc(bytes), SALT, UUID)).toThrow('blocks');
  });

  const tool = ['/usr/sbin/veritysetup', '/sbin/veritysetup'].find((file) => existsSync(file));
  it.skipIf(!tool)('is accepted by veritysetup where that is installed, and a changed image is not', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'spindle-verity-'));
    const [image, hashes] = [path.join(folder, 'root'), path.join(folder, 'root.verity')];
    try {
      const data = blocks(200);
      const { root, tree } = makeVerityTree(data, SALT, UUID);
      writeFileSync(hashes, tree);
      const verify = (bytes: Buffer) => {
        writeFileSync(image, bytes);
        execFileSync(tool ?? '', ['verify', image, hashes, root], { stdio: 'ignore' });
      };
      verify(data);
      data[4_096 * 150] = (data[4_096 * 150] ?? 0) ^ 1;
      expect(() => verify(data)).toThrow();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

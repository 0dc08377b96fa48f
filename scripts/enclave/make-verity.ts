import { readFileSync, writeFileSync } from 'node:fs';
import { makeVerityTree } from './verity.ts';

/*
 *   npx tsx scripts/enclave/make-verity.ts root.erofs root.verity
 * The same image gives the same tree and the same root, anywhere: salt and UUID are fixed, for they hide nothing.
 */
const SALT = '00'.repeat(32);
const UUID = '5370696e646c652d7665726974792d31';

const [imageFile, treeFile] = process.argv.slice(2);
if (!imageFile || !treeFile) throw new Error('npx tsx scripts/enclave/make-verity.ts root.erofs root.verity');
const { root, tree } = makeVerityTree(readFileSync(imageFile), SALT, UUID);
writeFileSync(treeFile, tree);
console.log(`root hash ${root}`);
console.log(
  `command line, of the unified kernel image: root=/dev/mapper/root ro roothash=${root} systemd.verity_root_data=/dev/vda systemd.verity_root_hash=/dev/vdb`,
);

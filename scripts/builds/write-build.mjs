// Lists the files of a finished build beside them, and says the hash that stands for all of them.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILD_FILE, buildText, hashesOf, sha256 } from './folder-files.mjs';

const [folder = 'dist'] = process.argv.slice(2);
const text = buildText(hashesOf(folder));
writeFileSync(path.join(folder, BUILD_FILE), text);
console.log(`build ${sha256(text)}`);

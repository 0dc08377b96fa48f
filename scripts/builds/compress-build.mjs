// Lays compressed forms beside a build's scripts, styles and shapes, for the server to send: on a phone's network their bytes are
// most of the wait. Brotli one step below its best, which takes twice as long for a hundredth.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [folder = 'dist'] = process.argv.slice(2);
const assets = path.join(folder, 'assets');
const QUALITY = 10;

for (const name of readdirSync(assets).filter((name) => /\.(?:js|css|svg)$/.test(name))) {
  const file = path.join(assets, name);
  const bytes = readFileSync(file);
  const brotli = { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: brotli }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

import path from 'node:path';
import { build } from 'esbuild';

const ENTRY = path.resolve(import.meta.dirname, '../../apps/miniapp/src/gallery/streaming/main.tsx');
const HTML = `<!doctype html><html lang="en"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<link rel="stylesheet" href="/bench/chat.css" /><script type="module" src="/bench/chat.js"></script></head>
<body><div id="root"></div></body></html>`;

/** The chat's page by itself, as the app has it, by name of file. */
export async function buildChat(): Promise<ReadonlyMap<string, Buffer>> {
  const { outputFiles } = await build({
    entryPoints: { chat: ENTRY },
    outdir: path.dirname(ENTRY),
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env': '{}' },
    loader: { '.svg': 'file' },
    logLevel: 'error',
  });
  const files = outputFiles.map((it): [string, Buffer] => [path.basename(it.path), Buffer.from(it.contents)]);
  return new Map([...files, ['chat.html', Buffer.from(HTML)]]);
}

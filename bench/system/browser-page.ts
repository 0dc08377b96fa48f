import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { compileHint } from '../../packages/sealed/compile-hint.mjs';

/** WebCrypto is there for safe origins alone; nothing is asked of it. */
const ORIGIN = 'http://localhost/';
/** As the Mini App's: nothing is compiled from text, which `zod` would otherwise do for each shape that it meets. */
const POLICY = "default-src 'none'; script-src 'self'";

/** The files of a page's script by name, as a browser is given them. */
export interface PageScript {
  entry: string;
  files: ReadonlyMap<string, string>;
}

/** As the Mini App is built, compile hint and all. */
export async function bundlePage(file: URL): Promise<PageScript> {
  const entry = fileURLToPath(file);
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: path.dirname(entry),
    write: false,
    metafile: true,
  });
  const hints = new Map(
    Object.entries(metafile.outputs).map(([file, { inputs }]) => [
      path.resolve(file),
      compileHint(Object.keys(inputs)),
    ]),
  );
  const files = outputFiles.map((it): [string, string] => {
    const hint = hints.get(it.path);
    return [path.basename(it.path), hint ? `${hint}\n${it.text}` : it.text];
  });
  return { entry: path.basename(entry).replace(/\.ts$/, '.js'), files: new Map(files) };
}

/** Opens an empty page with this script, and closes it when the work is done. */
export async function inFreshPage<Value>(
  browser: Browser,
  { entry, files }: PageScript,
  work: (page: Page) => Promise<Value>,
): Promise<Value> {
  const page = await browser.newPage();
  try {
    await page.route(`${ORIGIN}**`, (route) => {
      const body = files.get(path.basename(new URL(route.request().url()).pathname));
      if (body !== undefined) return route.fulfill({ contentType: 'text/javascript', body });
      const html = `<!doctype html><script type="module" src="/${entry}"></script>`;
      return route.fulfill({ contentType: 'text/html', headers: { 'content-security-policy': POLICY }, body: html });
    });
    await page.goto(ORIGIN);
    return await work(page);
  } finally {
    await page.close();
  }
}

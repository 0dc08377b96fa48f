import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { openStage, type Stage } from './stage.ts';

const SOURCE = path.resolve(import.meta.dirname, '../../apps/miniapp/src');

/** A part that is shown once its texts are here, and has a hook after them, as nearly all have. */
const PAGE = `
import { Suspense, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useTexts } from './i18n/index.ts';

function Part() {
  const { title } = useTexts('wallet');
  const [times] = useState(1);
  return <h1>{title + times}</h1>;
}
const onRecoverableError = (error) => document.body.append(' recovered: ' + error.cause?.message);
const root = createRoot(document.getElementById('root'), { onRecoverableError });
root.render(<p>before</p>);
// The file is here and nobody has asked for its texts: they come in the instant in which React waits before it shows a skeleton.
await import('./i18n/en/wallet.ts');
root.render(<Suspense><Part /></Suspense>);
`;

let browser: Browser;
let stage: Stage;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'spindle-late-texts-'));
  await build({
    stdin: { contents: PAGE, loader: 'tsx', resolveDir: SOURCE },
    outdir: folder,
    entryNames: 'page',
    bundle: true,
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'error',
  });
  const html = '<!doctype html><div id="root"></div><script type="module" src="/gallery/page.js"></script>';
  writeFileSync(path.join(folder, 'page.html'), html);
  [browser, stage] = await Promise.all([openBrowser(), openStage(async () => null, folder)]);
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('texts that come while React waits for them need no second try', async () => {
  const page = await browser.newPage();
  await page.goto(`${stage.url}/gallery/page.html`);
  await page.locator('h1').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('recovered');
  await page.close();
});

import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createEdge, type EdgeServer, serveEdge } from '@spindle/client/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let folder: string;
let market: EdgeServer;

/** A program's folder with the package in it as npm would bring it, and no network. */
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'spindle-published-'));
  execFileSync('npm', ['run', '--silent', 'publishable', '-w', '@spindle/client'], { cwd: ROOT });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, './packages/client/dist'], { cwd: ROOT });
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "private": true }');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: folder });
  market = await serveEdge(createEdge({ quotedAtMs: Date.now() }));
});
afterAll(() => {
  market?.close();
  rmSync(folder, { recursive: true, force: true });
});

const program = (entry: string) => `import { createClient } from '${entry}';
const client = createClient({ baseUrl: process.argv[2], token: 'sk-test', env: 'dev' });
for await (const event of client.ask({ model: 'tiny', messages: [{ role: 'user', content: 'Who are you?' }] })) {
  if (event.kind === 'text') process.stdout.write(event.text);
}
`;

it.each(['@spindle/client', '@spindle/client/node'])(
  'a program with the tarball of %s gets its answer',
  async (entry) => {
    const file = path.join(folder, 'program.mjs');
    writeFileSync(file, program(entry));
    const { stdout } = await run(process.execPath, [file, market.url], { cwd: folder });
    expect(stdout).toBe('Hello, you');
  },
);

it('it needs nothing beside it, and names whose code is in it', () => {
  expect(readdirSync(path.join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@spindle']);
  const own = path.join(folder, 'node_modules/@spindle/client');
  const { dependencies, license } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8'));
  expect({ dependencies, license }).toEqual({ dependencies: undefined, license: 'Apache-2.0' });
  const notices = readFileSync(path.join(own, 'NOTICES.txt'), 'utf8');
  for (const name of ['zod', '@noble/curves']) expect(notices).toContain(`${name}\n`);
});

it('its types are whole: a right program passes the compiler, and a wrong one does not', async () => {
  const compile = async (source: string) => {
    writeFileSync(path.join(folder, 'program.ts'), source);
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--lib',
      'es2022,dom,dom.iterable',
    ];
    const tsc = path.join(ROOT, 'node_modules/.bin/tsc');
    return run(tsc, [...options, 'program.ts'], { cwd: folder }).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
  };
  const right = `import { createClient, createSealedFetch, FaultError, type Receipt } from '@spindle/client';
const kept: Receipt[] = [];
const sealed: typeof fetch = createSealedFetch({ baseUrl: 'https://x', onReceipt: (receipt) => kept.push(receipt) });
export async function ask(question: string): Promise<string> {
  const client = createClient({ baseUrl: 'https://x', token: 'sk-', fetch: sealed });
  let text = '';
  try {
    for await (const event of client.ask({ model: 'm', messages: [{ role: 'user', content: question }], tier: 'verified' })) {
      if (event.kind === 'text') text += event.text;
      if (event.kind === 'end') text += event.receipt.tokens.output.toFixed() + String(event.chargedNano * 2n);
    }
  } catch (error) {
    if (error instanceof FaultError) return error.fault.code;
  }
  return text;
}
`;
  expect(await compile(right)).toBe('');
  expect(await compile(right.replace("tier: 'verified'", "tier: 'best'"))).toContain('TS2');
  expect(await compile(right.replace('tokens.output.toFixed', 'tokens.output.toUpperCase'))).toContain('toUpperCase');
});

/** What the guides tell people to run with this package, with the clients that they name beside it. */
const GUIDES = ['docs/developers.md', 'packages/client/README.md'];
const PROGRAMS = GUIDES.flatMap((file) =>
  [...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)]
    .map(([, code = '']) => code)
    .filter((code) => code.includes('@spindle/client'))
    .map((code, at) => ({ name: `${file}, program ${at + 1}`, code })),
);

it.each(PROGRAMS)('the guide’s program runs: $name', async ({ code }) => {
  for (const name of ['openai', 'ai', '@ai-sdk', '@langchain']) {
    const link = path.join(folder, 'node_modules', name);
    rmSync(link, { force: true });
    symlinkSync(path.join(ROOT, 'node_modules', name), link);
  }
  const real = code
    .replaceAll('https://your.market', market.url)
    .replaceAll('spindle/guide', 'tiny')
    .replaceAll('sk-spindle-…', 'sk-spindle-test');
  const file = path.join(folder, 'guide.mjs');
  writeFileSync(file, real);
  const { stdout } = await run(process.execPath, [file], { cwd: folder });
  expect(stdout).toContain('Hello, you');
});

it('the guides have programs at all', () => expect(PROGRAMS.length).toBeGreaterThanOrEqual(5));

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { leafHashHex, rootOfList } from '@spindle/sealed/allow-list';
import { LIST_PURPOSE } from '@spindle/ton';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentPolicy } from '../../apps/api/src/doors/miniapp/content-policy.ts';
import { serveMiniApp } from '../../apps/api/src/doors/miniapp/serve-files.ts';
import { checkOnChain, leavesOf, type PublishedBuild } from './build-list.ts';
import { buildText, hashesOf, sha256 } from './folder-files.mjs';
import { checkServedBuild } from './served-build.ts';

const room = mkdtempSync(path.join(tmpdir(), 'spindle-served-'));
const good = path.join(room, 'good');
const servers: FastifyInstance[] = [];
const POLICY = contentPolicy(null);

beforeAll(() => {
  mkdirSync(path.join(good, 'assets'), { recursive: true });
  writeFileSync(path.join(good, 'index.html'), '<!doctype html><script type="module" src="/assets/app-1.js"></script>');
  writeFileSync(path.join(good, 'assets/app-1.js'), 'console.log("seal")');
  writeFileSync(path.join(good, 'build.json'), buildText(hashesOf(good)));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(room, { recursive: true, force: true });
});

/** Serves a copy of the build by the market's own door, after something was done to it. */
async function serve(change: (folder: string) => void = () => undefined, devWalletUrl: string | null = null) {
  const directory = path.join(room, crypto.randomUUID());
  cpSync(good, directory, { recursive: true });
  change(directory);
  const app = fastify();
  await serveMiniApp(app, { directory, publicUrl: 'https://market.example', devWalletUrl });
  servers.push(app);
  return app.listen({ host: '127.0.0.1', port: 0 });
}
const faultsAt = async (url: string) =>
  (await checkServedBuild(url, POLICY)).lines.filter(({ ok }) => !ok).map(({ check }) => check);

describe('what a market serves', () => {
  it('is the build whose list it serves, on every page', async () => {
    const { hash, lines } = await checkServedBuild(await serve(), POLICY);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(hash).toBe(sha256(buildText(hashesOf(good))));
  });

  it('that was changed after it was built is found, file by file', async () => {
    const script = await serve((folder) => writeFileSync(path.join(folder, 'assets/app-1.js'), 'console.log("steal")'));
    expect(await faultsAt(script)).toEqual(['assets/app-1.js']);
    // Phones are sent the compressed form of a script, and nobody else is.
    const compressed = await serve((folder) =>
      writeFileSync(path.join(folder, 'assets/app-1.js.br'), brotliCompressSync('console.log("steal")')),
    );
    expect(await faultsAt(compressed)).toEqual(['assets/app-1.js']);
    const page = await serve((folder) =>
      writeFileSync(path.join(folder, 'index.html'), '<script src=//evil></script>'),
    );
    expect(await faultsAt(page)).toEqual(['index.html', 'page /', 'page /market', 'page /wallet', 'page /admin/audit']);
  });

  it('with a list that fits its changed files is another build', async () => {
    const url = await serve((folder) => {
      writeFileSync(path.join(folder, 'assets/app-1.js'), 'console.log("steal")');
      writeFileSync(path.join(folder, 'build.json'), buildText(hashesOf(folder)));
    });
    const { hash, lines } = await checkServedBuild(url, POLICY);
    expect(lines.filter(({ ok }) => !ok)).toEqual([]);
    expect(hash).not.toBe(sha256(buildText(hashesOf(good))));
  });

  it('with a file missing, without a list, or with a laxer policy is refused', async () => {
    expect(await faultsAt(await serve((folder) => rmSync(path.join(folder, 'assets/app-1.js'))))).toEqual([
      'assets/app-1.js',
    ]);
    for (const list of ['', '{}', '{"v":1,"files":{"../../etc/passwd":"x"}}'])
      expect(await faultsAt(await serve((folder) => writeFileSync(path.join(folder, 'build.json'), list)))).toEqual([
        'build.json',
      ]);
    expect((await faultsAt(await serve(undefined, 'http://127.0.0.1:3901'))).length).toBeGreaterThan(0);
    expect(await faultsAt('http://127.0.0.1:1')).toEqual(['build.json']);
  });
});

describe('the policy', () => {
  it('lets no script run but the market’s own, and begins with nothing', () => {
    const rules = new Map(POLICY.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
    expect(rules.get('script-src')).toEqual(["'self'"]);
    expect(rules.get('default-src')).toEqual(["'none'"]);
    expect([rules.get('object-src'), rules.get('base-uri'), rules.get('frame-src')]).toEqual([
      ["'none'"],
      ["'none'"],
      ["'none'"],
    ]);
    expect(POLICY).not.toMatch(
      /unsafe-eval|script-src[^;]*unsafe-inline|script-src[^;]*https:|telegram\.org[^;]*script/,
    );
  });

  it('stands on the page by its own name too', async () => {
    const answer = await fetch(`${await serve()}/index.html`);
    expect([answer.status, answer.headers.get('content-security-policy')]).toEqual([200, POLICY]);
  });
});

describe('a build on chain', () => {
  const builds: PublishedBuild[] = ['aa', 'bb', 'cc'].map((digits, at) => ({
    ...{ v: 1, kind: at === 1 ? 'sidecar' : 'miniapp', version: `0.${at}.0`, hash: digits.repeat(32) },
  }));
  let stack: string[] = [];
  const chain = fastify();
  servers.push(chain);
  chain.post('/api/v2/runGetMethod', async () => ({
    ok: true,
    result: { exit_code: 0, stack: stack.map((digits) => ['num', digits]) },
  }));
  const chainUrl = chain.listen({ host: '127.0.0.1', port: 0 });
  const standing = async (size: number, isRevoked = false, leaves = leavesOf(builds)) => {
    const { root } = await rootOfList(leaves.slice(0, size));
    stack = [
      '0x3',
      `0x${root}`,
      `0x${size}`,
      isRevoked ? '-0x1' : '0x0',
      '-0xef',
      `0x${LIST_PURPOSE.builds.toString(16)}`,
    ];
  };
  const check = async (kind: 'miniapp' | 'sidecar', hash: string) =>
    checkOnChain(builds, kind, hash, { address: `0:${'1'.repeat(64)}`, chainUrl: await chainUrl, networkId: -239 });

  it('counts when its leaf is in the tree of the contract, and was not taken back', async () => {
    await standing(3);
    expect(await check('miniapp', 'cc'.repeat(32))).toMatchObject({ ok: true });
    expect(await check('sidecar', 'bb'.repeat(32))).toMatchObject({ ok: true });
    expect(await leafHashHex(leavesOf(builds)[0] ?? '')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not in any other case', async () => {
    await standing(3);
    expect((await check('sidecar', 'cc'.repeat(32))).detail).toMatch(/never published/);
    await standing(2);
    expect((await check('miniapp', 'cc'.repeat(32))).detail).toMatch(/does not count yet/);
    await standing(3, true);
    expect((await check('miniapp', 'cc'.repeat(32))).detail).toMatch(/taken back/);
    await standing(3, false, leavesOf(builds).toReversed());
    expect((await check('miniapp', 'cc'.repeat(32))).detail).toMatch(/another list/);
    stack = [];
    expect((await check('miniapp', 'cc'.repeat(32))).detail).toMatch(/nothing is known/);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { MOCK_EXTENSION_HEX, makeMockIntel, mockTdxEvidence } from '../../packages/devnet/src/attestation/index.ts';

/*
 * What is built for production, as it lies in dist/: no part of the mock vendors is in it, and a verifier bundled as the
 * apps bundle it refuses a machine of theirs. The command by itself is tried in apps/verify.
 */
const PROGRAMS = ['apps/api', 'apps/node', 'apps/sidecar', 'apps/leave', 'apps/verify'];
const built = [
  ...PROGRAMS.flatMap((app) => filesIn(`${app}/dist`)),
  ...filesIn('apps/miniapp/dist'),
  ...filesIn('packages/client/dist'),
];

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.m?js$/.test(name)).map((name) => path.join(folder, name));
}

describe('the builds', () => {
  it('are there', () => {
    for (const app of [...PROGRAMS, 'apps/miniapp']) {
      expect([app, built.some((file) => file.startsWith(`${app}/`))]).toEqual([app, true]);
    }
  });

  it('hold nothing of the mock vendors, nor the way to believe them', async () => {
    const { rootHash } = await makeMockIntel({ seed: 'one', nowMs: Date.now() });
    const traces = [MOCK_EXTENSION_HEX, rootHash, 'MOCK - NOT REAL', 'createVerifierWithRoots', 'makeMockIntel'];
    const found = built.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      return traces.filter((trace) => text.includes(trace)).map((trace) => `${file}: ${trace}`);
    });
    expect(found).toEqual([]);
  });
});

describe('the verifier as apps bundle it', () => {
  const bundled = async () => {
    const { outputFiles } = await build({
      stdin: { contents: "export * from '@spindle/sealed/attestation'", resolveDir: 'apps/miniapp', loader: 'ts' },
      ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022', write: false },
    });
    return outputFiles[0]?.text ?? '';
  };

  it('refuses a mock machine, whatever policy it is given', async () => {
    const text = await bundled();
    expect(text).not.toContain(MOCK_EXTENSION_HEX);
    const url = `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
    const { verifyEvidence, auditEvidence } = await import(url);
    const nowMs = Date.now();
    for (const [isMarked, code] of [
      [true, 'certificate_extension_unknown'],
      [false, 'certificate_root_unknown'],
    ] as const) {
      const intel = await makeMockIntel({ seed: 'built', nowMs, isMarked });
      const bundle = mockTdxEvidence({
        intel,
        manifest: '{}',
        fresh: '00'.repeat(32),
        collateral: await intel.collateral(),
      });
      const policy = {
        roots: [intel.rootHash],
        trust: { intel: intel.rootHash, criticalExtensions: [MOCK_EXTENSION_HEX] },
      };
      const verdict = await verifyEvidence(bundle, policy, nowMs, policy);
      expect([verdict.ok, verdict.refusal.code]).toEqual([false, code]);
      expect((await auditEvidence(bundle, nowMs, policy)).refusal.code).toBe(code);
    }
  });
});

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MOCK_EXTENSION_HEX, makeMockIntel, mockTdxEvidence } from '@spindle/devnet/attestation';
import { canonicalJson } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hasRealEvidence,
  realBytes,
  realJson,
  realSnp,
  realText,
} from '../../../packages/sealed/src/attestation/testing/real-evidence.ts';

/* The program as it is built and run, on files as people have them. */
const PROGRAM = 'apps/verify/bin/spindle-verify.mjs';
let folder: string;

beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: 'apps/verify' });
  folder = mkdtempSync(path.join(tmpdir(), 'spindle-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

function verify(...argv: string[]): { code: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, '--lang', 'en', ...argv], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, error: stderr };
}
const verifyJson = (...argv: string[]) => {
  const { code, out, error } = verify('--json', ...argv);
  return { code, said: JSON.parse(out || error) };
};

describe.skipIf(!hasRealEvidence)('evidence of real machines', () => {
  const collateral = () => file('collateral.json', realText('tdx/tdx_quote_collateral.json'));

  it.each(['binary', 'hex'])('is good as a bare quote, %s, with Intel’s statements', (form) => {
    const bytes = realBytes('tdx/tdx_quote');
    const quote = file('quote', form === 'hex' ? `0x${Buffer.from(bytes).toString('hex')}\n` : bytes);
    const { code, out } = verify('evidence', quote, '--collateral', collateral(), '--at', '2025-07-01');
    expect(code).toBe(0);
    expect(out).toContain('✓ How Intel rates the firmware\n    status: UpToDate');
    expect(out).toContain(
      '– The enclave vouches for the machine’s keys: not checked: the file has nothing to check it by (manifest)',
    );
    expect(out).toMatch(/GOOD.*2 could not be made.*as of 2025-07-01T00:00:00Z/);
  });

  it('is refused today: Intel’s statements have expired', () => {
    const quote = file('quote', realBytes('tdx/tdx_quote'));
    const { code, said } = verifyJson('evidence', quote, '--collateral', collateral(), '--at', '2026-11-29T10:00:00Z');
    expect(code).toBe(1);
    expect(said).toMatchObject({ event: 'verdict', ok: false, at: '2026-11-29T10:00:00.000Z', machine: null });
    expect(said.refusal).toMatchObject({ code: 'crl_expired', facts: { part: 'root_crl' } });
    expect(said.lines.at(-1)).toMatchObject({ check: 'root_crl', ok: false });
  });

  it('is read as dstack publishes it, log and all', () => {
    const report = realJson('dstack/quote-report.json');
    const { code, said } = verifyJson(
      'evidence',
      file('report.json', JSON.stringify(report)),
      '--collateral',
      collateral(),
      '--at',
      '2025-10-01',
    );
    // Its own statements were not published; those given are of another processor's list.
    expect([code, said.lines[0].ok]).toEqual([1, true]);
  });

  it('is good as a bare report of AMD, with its certificates', () => {
    const { snp } = realSnp();
    const report = file('report.bin', Buffer.from(snp.report, 'base64'));
    const { code, said } = verifyJson(
      'evidence',
      report,
      '--collateral',
      file('chain.pem', snp.certificates),
      '--at',
      '2026-07-01',
    );
    expect(code).toBe(0);
    expect(said.machine).toMatchObject({ platform: 'snp' });
  });

  it('is good for a GPU by itself', () => {
    const { code, out } = verify(
      'evidence',
      file('gpu.json', realText('nvidia/hopper_evidence.json')),
      '--at',
      '2026-11-29',
    );
    expect(code).toBe(0);
    expect(out).toContain('driverVersion: 590.12');
  });

  it('is refused when a local tool wrote it without a signature', () => {
    const token = JSON.stringify(realJson('dstack/gpu_attestation_h100.json').detached_eat);
    const { code, out } = verify('evidence', file('token.json', token), '--keys', file('keys.json', '{"keys":[]}'));
    expect(code).toBe(1);
    expect(out).toContain('gpu_token_unsigned');
  });
});

describe('the program in production', () => {
  it('refuses a mock machine, and has nothing of the mock vendors in it', async () => {
    const intel = await makeMockIntel({ seed: 'verify', nowMs: Date.now() });
    const bundle = mockTdxEvidence({
      intel,
      manifest: canonicalJson({}),
      fresh: '00'.repeat(32),
      collateral: await intel.collateral(),
    });
    const { code, said } = verifyJson('evidence', file('mock.json', JSON.stringify(bundle)));
    expect(code).toBe(1);
    expect(said.refusal.code).toBe('certificate_extension_unknown');
    const program = readFileSync('apps/verify/dist/main.js', 'utf8');
    for (const trace of [MOCK_EXTENSION_HEX, intel.rootHash, 'NOT REAL', 'createVerifierWithRoots']) {
      expect(program.includes(trace)).toBe(false);
    }
  });

  it.each([
    ['no such file', ['evidence', '/nowhere/at-all'], 'verify_unreadable'],
    ['a file that is nothing', ['evidence', 'README.md'], 'verify_unknown_file'],
    ['JSON that is nothing', ['evidence', 'package.json'], 'verify_unknown_file'],
    ['text for a receipt', ['receipt', 'README.md'], 'verify_unknown_file'],
    ['roots', ['evidence', 'README.md', '--roots', 'x'], 'verify_setting'],
  ])('checks nothing and says so, given %s', (_, argv, code) => {
    const { code: exit, said } = verifyJson(...argv);
    expect([exit, said.event, said.code]).toEqual([2, 'fault', code]);
  });

  it('refuses a receipt that is none', () => {
    const { code, said } = verifyJson('receipt', file('receipt.json', '{}'));
    expect([code, said.refusal.code]).toEqual([1, 'evidence_malformed']);
  });
});

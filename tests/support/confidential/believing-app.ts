import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { MOCK_EXTENSION_HEX } from '../../../packages/devnet/src/attestation/index.ts';

const APP = fileURLToPath(new URL('../../../apps/miniapp', import.meta.url));
const JUDGE = fileURLToPath(new URL('believing-verifier.ts', import.meta.url));

/**
 * The Mini App from its own sources, whose verifier believes this mock vendor: in nothing else does it differ from what is
 * built for production, which has no way to.
 * @returns the folder to serve.
 */
export async function buildBelievingApp(intelRoot: string): Promise<string> {
  const outDir = mkdtempSync(path.join(tmpdir(), 'spindle-believing-app-'));
  await build({
    ...{ root: APP, configFile: path.join(APP, 'vite.config.ts'), logLevel: 'error' },
    build: { outDir, emptyOutDir: true, minify: false },
    define: { MOCK_INTEL_ROOT: JSON.stringify(intelRoot), MOCK_EXTENSION: JSON.stringify(MOCK_EXTENSION_HEX) },
    plugins: [believeMockVendor],
  });
  return outDir;
}

/** In the place of the verifier, wherever it is asked for by the app or by the packages that judge for it. */
const believeMockVendor: Plugin = {
  name: 'believe-the-mock-vendor',
  enforce: 'pre',
  resolveId: (asked, importer = '') => {
    if (importer === JUDGE) return null;
    const isVerifier = asked === '@spindle/sealed/attestation' || asked.endsWith('/attestation/index.ts');
    return isVerifier && /\/(apps\/miniapp|packages\/sealed)\/src\//.test(importer) ? JUDGE : null;
  },
};

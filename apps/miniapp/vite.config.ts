import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compileHint } from '../../packages/sealed/compile-hint.mjs';

/** Where `vite` (development server) finds a running broker. */
const broker = process.env.SPINDLE_BROKER_URL ?? 'http://127.0.0.1:3900';

/** Small parts that the market, and nearly every screen after it, needs: one file instead of a dozen requests. */
const KIT =
  /src\/(?:ui\/\w+\/(?:badge|card|field|maker-mark|page|tier-badge)|lib\/(?:format|api\/use-config)|i18n\/count|features\/market\/speed-line)|shared\/src\/(?:coin|money|shown-amounts|tiers)\.ts/;

/** The hint counts in a file's first line alone, so it is put there behind whatever else is put at its head. */
const hintToCompile: Plugin = {
  name: 'compile-hint',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const hint = compileHint(chunk.moduleIds);
        if (hint) chunk.code = `${hint}\n${chunk.code}`;
      }
    },
  },
};

export default defineConfig({
  plugins: [react(), hintToCompile],
  resolve: {
    // React has it itself since 18; the shim for older ones is only weight.
    alias: { 'use-sync-external-store/shim/index.js': 'react' },
  },
  build: {
    target: ['es2022', 'chrome111', 'safari16.4'],
    manifest: true,
    // Inlined assets would need `data:` in the Content-Security-Policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Names of parts stand in the first script, each twice; what each is made of, the manifest tells.
        ...{ chunkFileNames: 'assets/[hash:7].js', assetFileNames: 'assets/[hash:7][extname]' },
        codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: 'kit', test: KIT }] },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/trpc', '/relay', '/v1', '/exports', '/tonconnect-manifest.json'].map((path) => [path, broker]),
    ),
  },
});

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

/** Names the first page's parts in `index.html`: the script that would ask for them is not here yet when they can come. */
const firstPage: Plugin = {
  name: 'first-page',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const market = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('features/market/market-page.tsx'));
      if (!market) return [];
      const scripts = [market.fileName, ...market.imports].filter((file) => !html.includes(file));
      const styles = [...(market.viteMetadata?.importedCss ?? [])].filter((file) => !html.includes(file));
      const link = (rel: string, file: string, more = {}) => ({
        ...{ tag: 'link', injectTo: 'head' as const },
        attrs: { rel, href: `/${file}`, crossorigin: true, ...more },
      });
      return [
        ...scripts.map((file) => link('modulepreload', file)),
        ...styles.map((file) => link('preload', file, { as: 'style' })),
      ];
    },
  },
};

export default defineConfig({
  plugins: [react(), hintToCompile, firstPage],
  resolve: {
    // React has it itself since 18; the shim for older ones is only weight.
    alias: { 'use-sync-external-store/shim/index.js': 'react' },
  },
  build: {
    target: ['es2022', 'chrome111', 'safari16.4'],
    manifest: true,
    // Only Safari before 17 lacks it, and there parts come when they are asked for.
    modulePreload: { polyfill: false },
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

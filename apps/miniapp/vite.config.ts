import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compileHint } from '../../packages/sealed/compile-hint.mjs';

/** Where `vite` (development server) finds a running broker. */
const broker = process.env.SPINDLE_BROKER_URL ?? 'http://127.0.0.1:3900';

/** The styles of the first page, in one file that the page begins with. */
const STYLES =
  /src\/(?:app\/shell|ui\/(?:styles\/\w+|\w+\/(?:badge|button|card|field|icon|maker-mark|notice|page))|features\/market\/market)\.css/;

/**
 * The script that draws: what the market, and nearly every screen after it, needs. One file instead of two dozen requests; what
 * only later screens need of the same packages stays out of it.
 */
const APP = [
  /node_modules\/(?:react|react-dom|scheduler|wouter|regexparam|@trpc)\//,
  /node_modules\/@tanstack\/(?:query-core|react-query)\/(?!.*(?:utationObserver|infiniteQueryObserver|queriesObserver|useMutation|useInfiniteQuery|useQueries)\.)/,
  /src\/app\/(?:draw|app|crash-screen|lazy-page|log-in|page-skeleton|routes|session-gate|shell|tab-bar)\./,
  /src\/ui\/\w+\/(?:badge|button|card|error-notice|fault-words|field|icon|maker-mark|notice|page|sprite|tier-badge)\./,
  /src\/(?:lib\/(?:format\/(?!friendly-address)|api\/(?:client|errors-while-asked|fault|unreadable-answers|use-config|use-can-buy)\.)|i18n\/(?:count|use-texts)|features\/market\/(?:late-cloud-hint|speed-line))/,
  /src\/lib\/telegram\/(?:use-telegram|buttons|layers)\./,
  /shared\/src\/(?:coin|money|shown-amounts|tiers)\./,
];

/** What comes after the first page beside every page, and what other pages have in common with it. */
const CORNER = [
  /src\/app\/(?:corner|fetch-ahead|fetch-next-pages|kept-language|language-to-keep|connection\/)/,
  /src\/(?:features\/notices\/bell|ui\/basics\/since|lib\/telegram\/(?:features|fullscreen|settings-button))\./,
  /node_modules\/@tanstack\/.*(?:mutationObserver|useMutation)\./,
];

/** One quiet line that the first page gets later. */
const CLOUDS = /src\/(?:features\/market\/(?:cloud-hint|cloud-rival|price-day)|cloud-price)\./;

const inAny = (parts: readonly RegExp[]) => (id: string) => parts.some((part) => part.test(id));

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

/** Parts that wait for each other begin with nothing in their hands: the app would not start, and only a browser would say so. */
const noCircles: Plugin = {
  name: 'no-circles',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
    for (const { fileName, imports, moduleIds } of chunks) {
      const back = chunks.find((other) => imports.includes(other.fileName) && other.imports.includes(fileName));
      if (back) this.error(`parts wait for each other: ${moduleIds[0]} and ${back.moduleIds.join(', ')}`);
    }
  },
};

/** Names the scripts that the first one will ask for in `index.html`: they come beside it. */
const firstPage: Plugin = {
  name: 'first-page',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      const market = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('features/market/market-page.tsx'));
      if (!market) return [];
      const scripts = [...market.imports, market.fileName].filter((file) => !html.includes(file));
      return scripts.map((file) => ({
        ...{ tag: 'link', injectTo: 'head' as const },
        attrs: { rel: 'modulepreload', href: `/${file}`, crossorigin: true },
      }));
    },
  },
};

export default defineConfig({
  plugins: [react(), hintToCompile, noCircles, firstPage],
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
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [
            { name: 'styles', test: STYLES },
            { name: 'app', test: inAny(APP) },
            { name: 'corner', test: inAny(CORNER) },
            { name: 'clouds', test: CLOUDS },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/trpc', '/relay', '/v1', '/exports', '/tonconnect-manifest.json'].map((path) => [path, broker]),
    ),
  },
});

/**
 * Who may know whom. The reasons stand in docs/adr/0002; each rule is a sentence of ARCHITECTURE there.
 * Tests (`*.test.ts`) may use the local world; product code may not.
 */
const TEST = '\\.test\\.tsx?$|/testing/';
const MODULES = [
  'chain',
  'accounts',
  'catalog',
  'policy',
  'attestation',
  'listings',
  'nodes',
  'pricing',
  'routing',
  'admission',
  'ledger',
  'usage',
  'promotions',
  'relay',
  'treasury',
  'escrow',
  'earnings',
  'console',
  'audit',
  'canaries',
  'moderation',
  'reviews',
  'replays',
  'batches',
  'notices',
];

/** `@spindle/a` may import only these of ours. */
const packageMayKnow = (name, allowed) => ({
  name: `${name}-knows-only-${allowed.join('-') || 'nothing'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src`, pathNot: TEST },
  to: { path: '^(apps|packages)/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    packageMayKnow('shared', []),
    packageMayKnow('sealed', ['shared']),
    packageMayKnow('client', ['shared', 'sealed']),
    packageMayKnow('ton', ['shared']),
    packageMayKnow('devnet', ['shared', 'ton']),
    {
      name: 'devnet-is-never-in-production',
      severity: 'error',
      from: { path: '^(apps|packages/(?!devnet))', pathNot: TEST },
      to: { path: '^packages/devnet/' },
    },
    {
      name: 'the-verifier-has-the-vendors-roots',
      comment: 'Whoever could name roots to the verifier of an app could pass a machine that does not exist.',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: TEST },
      to: { path: '^packages/sealed/src/attestation/testing/' },
    },
    {
      name: 'evidence-is-checked-through-its-face',
      severity: 'error',
      from: { path: '^(apps|packages/(?!sealed/))', pathNot: TEST },
      to: { path: '^packages/sealed/src/(attestation|audit-receipt|allow-list|confidential)/(?!index\\.ts$)' },
    },
    {
      name: 'apps-do-not-know-each-other',
      severity: 'error',
      from: { path: '^apps/(api|node|sidecar|leave|verify)/', pathNot: TEST },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'miniapp-knows-the-api-by-its-type-alone',
      severity: 'error',
      from: { path: '^apps/miniapp/src/(?!lib/api/)' },
      to: { path: '^apps/(api|node|sidecar|leave|verify)/' },
    },
    {
      name: 'a-module-is-known-by-its-index',
      severity: 'error',
      from: { path: '^apps/api/src/(?!modules/)', pathNot: TEST },
      to: { path: '^apps/api/src/modules/[^/]+/(?!(index|shapes)\\.ts$)' },
    },
    {
      name: 'modules-know-each-other-by-their-index',
      severity: 'error',
      from: { path: '^apps/api/src/modules/([^/]+)/', pathNot: TEST },
      to: { path: '^apps/api/src/modules/[^/]+/(?!(index|shapes)\\.ts$)', pathNot: '^apps/api/src/modules/$1/' },
    },
    {
      name: 'modules-and-platform-do-not-know-doors',
      severity: 'error',
      from: { path: '^apps/api/src/(modules|platform)/', pathNot: TEST },
      to: { path: '^apps/api/src/(doors/|main\\.ts|deps\\.ts)' },
    },
    {
      name: 'platform-does-not-know-modules',
      severity: 'error',
      from: { path: '^apps/api/src/platform/', pathNot: TEST },
      to: { path: '^apps/api/src/modules/' },
    },
    ...MODULES.map((module, at) => ({
      name: `modules-flow-one-way-${module}`,
      severity: 'error',
      from: { path: `^apps/api/src/modules/${module}/`, pathNot: TEST },
      to: {
        path: `^apps/api/src/modules/(${MODULES.slice(at + 1).join('|') || 'nothing-after'})/`,
        dependencyTypesNot: ['type-only'],
      },
    })),
    {
      name: 'routing-is-pure',
      severity: 'error',
      from: { path: '^apps/api/src/modules/routing/|/postings\\.ts$', pathNot: TEST },
      to: {
        pathNot: '^packages/shared/|^apps/api/src/modules/routing/|/postings\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'sql-stands-in-repos',
      severity: 'error',
      from: { path: '^apps/api/src/', pathNot: `${TEST}|\\.repo\\.ts$|^apps/api/src/platform/` },
      to: { path: '(^|/)node_modules/(pg|@prisma)/|generated/prisma', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-ton-client-stands-in-packages-ton',
      severity: 'error',
      from: { path: '^(apps|packages/(?!ton/|devnet/))', pathNot: TEST },
      to: { path: 'node_modules/@ton/' },
    },
    {
      name: 'the-exchange-is-known-to-the-broker-alone',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: `^packages/ton/src/swap/|^apps/api/src/|${TEST}` },
      to: { path: '^packages/ton/src/swap/|node_modules/@ston-fi/' },
    },
    {
      name: 'telegram-sdk-in-its-adapter',
      severity: 'error',
      from: { path: '^apps/miniapp/src/(?!lib/telegram/)' },
      to: { path: 'node_modules/@twa-dev/' },
    },
    {
      name: 'tonconnect-in-its-adapter',
      severity: 'error',
      from: { path: '^apps/miniapp/src/(?!lib/wallet/)' },
      to: { path: 'node_modules/@tonconnect/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};

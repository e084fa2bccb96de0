/** The walls of the house: see ARCHITECTURE.md, "Rooms". */
const PURE_PACKAGES =
  'node_modules/(jsonc-parser|yaml|semver|spdx-license-list|spdx-exceptions|packageurl-js|smol-toml|@blueoak/list)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'One direction, no way back.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'model-imports-nothing',
      severity: 'error',
      comment: 'core/model is the vocabulary: it imports nothing but itself.',
      from: { path: '^src/core/model(\\.ts$|/)' },
      to: { pathNot: '^src/core/model/' },
    },
    {
      name: 'core-is-pure',
      severity: 'error',
      comment: 'The core may import the core and the pure packages listed here, and nothing else.',
      from: { path: '^src/core/' },
      to: { pathNot: ['^src/core/', PURE_PACKAGES] },
    },
    {
      name: 'sources-know-no-host',
      severity: 'error',
      comment: 'Sources serve every host.',
      from: { path: '^src/sources/' },
      to: { path: ['^src/(extension|cli)/', '(^|/)vscode$', 'node_modules/@types/vscode'] },
    },
    {
      name: 'cli-knows-no-editor',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: ['^src/extension/', '(^|/)vscode$', 'node_modules/@types/vscode'] },
    },
    {
      name: 'extension-knows-no-cli',
      severity: 'error',
      from: { path: '^src/extension/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'core-has-one-door',
      severity: 'error',
      comment: 'Everybody outside the core imports core/index.ts.',
      from: { path: '^src/(sources|cli|extension|webview)/' },
      to: { path: '^src/core/', pathNot: '^src/core/index\\.ts$' },
    },
    {
      name: 'webview-draws-only',
      severity: 'error',
      comment: 'A page takes the types of what it draws from the core, and nothing else from anywhere.',
      from: { path: '^src/webview/' },
      to: { pathNot: ['^src/webview/', '^src/core/index\\.ts$'] },
    },
    {
      name: 'webview-takes-types-only',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { path: '^src/core/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-imports-no-tests',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};

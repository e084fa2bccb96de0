// Makes pure packages lazy in a bundle: their code runs when something of them is first used, not when the program starts.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** What is large, or slow to start, and not needed by every run. */
const LAZY = [
  'node:crypto',
  'node:fs/promises',
  'node:zlib',
  'yaml',
  'semver',
  'smol-toml',
  'ini',
  'packageurl-js',
  'spdx-license-list',
  'spdx-exceptions/index.json',
  'spdx-exceptions/deprecated.json',
  '@blueoak/list/index.json',
];

export const lazyPackages = {
  name: 'lazy-packages',
  setup(builder) {
    builder.onResolve({ filter: /^[@a-z]/ }, (args) =>
      LAZY.includes(args.path) && args.kind === 'import-statement' && !args.importer.includes('node_modules')
        ? { path: args.path, namespace: 'lazy', pluginData: { resolveDir: args.resolveDir } }
        : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'lazy' }, (args) => ({
      contents: standIn(args.path),
      resolveDir: args.pluginData.resolveDir,
    }));
  },
};

/** A module with the same exports, each of which loads the real one when it is used. */
function standIn(name) {
  const real = require(name);
  const names = Object.keys(real).filter(
    (key) => typeof real[key] === 'function' && /^[A-Za-z_$][\w$]*$/.test(key),
  );
  return `
    let real;
    const load = () => (real ??= require(${JSON.stringify(name)}));
    export default ${Array.isArray(real) ? arrayStandIn : objectStandIn};
    ${names.map(exportOf).join('\n')}
  `;
}

const objectStandIn = `new Proxy({}, {
  get: (_, key) => load()[key],
  has: (_, key) => key in load(),
  ownKeys: () => Reflect.ownKeys(load()),
  getOwnPropertyDescriptor: (_, key) => {
    const found = Reflect.getOwnPropertyDescriptor(load(), key);
    return found && { ...found, configurable: true };
  },
})`;

/** Arrays are iterated and mapped: the methods are to run on the real one. */
const arrayStandIn = `new Proxy([], {
  get: (_, key) => {
    const value = load()[key];
    return typeof value === 'function' ? value.bind(load()) : value;
  },
})`;

function exportOf(name) {
  return `export function ${name}(...args) {
    return new.target ? Reflect.construct(load().${name}, args) : load().${name}(...args);
  }`;
}

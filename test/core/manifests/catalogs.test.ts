import { strict as assert } from 'node:assert';
import { parseCatalogs, resolveCatalogs } from '../../../src/core/manifests/catalogs';
import { parseManifest } from '../../../src/core/manifests/packageJson';

/** `catalog/name=range` for all that a file states. */
function listed(file: string, text: string): string[] {
  return [...(parseCatalogs(file, text)?.ranges ?? [])].flatMap(([catalog, ranges]) =>
    [...ranges].map(([name, range]) => `${catalog}/${name}=${range}`),
  );
}

describe('parseCatalogs', () => {
  const cases: readonly (readonly [
    title: string,
    file: string,
    text: string,
    expected: readonly string[],
  ])[] = [
    ['the default one', 'pnpm-workspace.yaml', 'catalog:\n  a: ^1\n', ['default/a=^1']],
    ['named ones', 'pnpm-workspace.yaml', 'catalogs:\n  x:\n    a: ^1\n  y: {a: "2"}\n', ['x/a=^1', 'y/a=2']],
    ['a number as it is written', 'pnpm-workspace.yaml', 'catalog:\n  a: 1.10\n', ['default/a=1.10']],
    [
      'what an alias names',
      'pnpm-workspace.yaml',
      'catalog:\n  a: &v ^1\n  b: *v\n',
      ['default/a=^1', 'default/b=^1'],
    ],
    ['JSON in a YAML file', 'pnpm-workspace.yaml', '{"catalog":{"a":"^1"}}', ['default/a=^1']],
    ['of Yarn', '/x/.yarnrc.yml', 'catalog:\n  a: "npm:^1"\n', ['default/a=npm:^1']],
    [
      'of bun, at the root',
      'package.json',
      '{"catalog":{"a":"1"},"catalogs":{"x":{"b":"2"}}}',
      ['default/a=1', 'x/b=2'],
    ],
    ['of bun, in workspaces', 'package.json', '{"workspaces":{"catalog":{"a":"1"}}}', ['default/a=1']],
    ['behind a byte order mark', 'package.json', '\ufeff{"catalog":{"a":"1"}}', ['default/a=1']],
    ['what parses of a broken file', 'pnpm-workspace.yaml', 'catalog:\n  a: ^1\n  b: [\n', ['default/a=^1']],
    ['none in a list of workspaces', 'package.json', '{"workspaces":["catalog"]}', []],
    ['none in values that are no ranges', 'pnpm-workspace.yaml', 'catalog:\n  a:\n  b: [1]\n', []],
    ['none in a text of another kind', 'pnpm-workspace.yaml', 'catalog: ^1', []],
    ['none in an empty file', 'pnpm-workspace.yaml', '', []],
    ['none in braces without end', 'package.json', `{"catalog":${'{"a":'.repeat(100_000)}`, []],
  ];
  for (const [title, file, text, expected] of cases)
    it(`reads ${title}`, () => assert.deepEqual(listed(file, text), expected));
});

describe('resolveCatalogs', () => {
  const catalogs = parseCatalogs(
    'pnpm-workspace.yaml',
    'catalog: {a: ^1, alias: "npm:real@^2", own: "workspace:^", loop: "catalog:x"}\ncatalogs: {x: {a: ~3.1}}',
  );
  const cases: readonly (readonly [entry: string, value: string, expected: string])[] = [
    ['a', 'catalog:', 'a registry ^1 default'],
    ['a', 'catalog:default', 'a registry ^1 default'],
    ['a', 'catalog:x', 'a registry ~3.1 x'],
    ['alias', 'catalog:', 'real registry ^2 default'],
    ['own', 'catalog:', 'own workspace ^ default'],
    ['loop', 'catalog:', 'loop catalog  -'],
    ['missing', 'catalog:', 'missing catalog  -'],
    ['a', 'catalog:nowhere', 'a catalog  -'],
    ['a', '^5', 'a registry ^5 -'],
    ['constructor', 'catalog:', 'constructor catalog  -'],
  ];
  for (const [name, value, expected] of cases) {
    it(`${name}: ${value}`, () => {
      const manifest = parseManifest(JSON.stringify({ dependencies: { [name]: value } })).value;
      const [entry] = resolveCatalogs(manifest, catalogs).dependencies;
      assert.ok(entry);
      const { packageName, specifier, catalog } = entry;
      const range = 'range' in specifier ? specifier.range : '';
      assert.equal(`${packageName} ${specifier.kind} ${range} ${catalog?.name ?? '-'}`, expected);
      assert.equal(entry.range, value);
      assert.deepEqual(entry.rangeSpan, manifest.dependencies[0]?.rangeSpan);
    });
  }

  it('changes nothing without catalogs', () => {
    const manifest = parseManifest('{"dependencies":{"a":"catalog:"}}').value;
    assert.equal(resolveCatalogs(manifest, undefined), manifest);
  });
});

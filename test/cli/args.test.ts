import { strict as assert } from 'node:assert';
import { parseCommand } from '../../src/cli/args';

const options = {
  policy: undefined,
  offline: false,
  community: false,
  cacheDir: undefined,
  mirror: undefined,
  mirrorOnly: false,
  timeout: 60,
  color: true,
};

const good: readonly (readonly [string, object])[] = [
  ['', { name: 'help' }],
  ['help', { name: 'help' }],
  ['check --help', { name: 'help' }],
  ['-h', { name: 'help' }],
  ['--version', { name: 'version' }],
  ['check', { name: 'check', paths: ['.'], format: 'text', direct: false, ...options }],
  [
    'check a b/package.json',
    { name: 'check', paths: ['a', 'b/package.json'], format: 'text', direct: false, ...options },
  ],
  [
    'check --offline a',
    { name: 'check', paths: ['a'], format: 'text', direct: false, ...options, offline: true },
  ],
  ['check --format json', { name: 'check', paths: ['.'], format: 'json', direct: false, ...options }],
  ['check --format=sarif', { name: 'check', paths: ['.'], format: 'sarif', direct: false, ...options }],
  [
    'check --community',
    { name: 'check', paths: ['.'], format: 'text', direct: false, ...options, community: true },
  ],
  ['explain a --community', { name: 'explain', subject: 'a', ...options, community: true }],
  [
    'check --policy p.yaml --cache-dir c --timeout 2.5 --no-color',
    {
      name: 'check',
      paths: ['.'],
      format: 'text',
      direct: false,
      ...options,
      policy: 'p.yaml',
      cacheDir: 'c',
      timeout: 2.5,
      color: false,
    },
  ],
  [
    'check -- -odd-folder',
    { name: 'check', paths: ['-odd-folder'], format: 'text', direct: false, ...options },
  ],
  ['explain @scope/x@^1', { name: 'explain', subject: '@scope/x@^1', ...options }],
  ['policy import a.yml -o b.yaml', { name: 'policy-import', file: 'a.yml', output: 'b.yaml' }],
  ['policy test', { name: 'policy-test', path: '.', ...options }],
  [
    'check --mirror https://m.example/index.json --mirror-only',
    {
      name: 'check',
      paths: ['.'],
      format: 'text',
      direct: false,
      ...options,
      mirror: 'https://m.example/index.json',
      mirrorOnly: true,
    },
  ],
  ['cache', { name: 'cache', clear: false, format: 'text', cacheDir: undefined }],
  ['cache clear --cache-dir c', { name: 'cache', clear: true, format: 'text', cacheDir: 'c' }],
  ['cache --format json', { name: 'cache', clear: false, format: 'json', cacheDir: undefined }],
  [
    'evidence build --output m',
    { name: 'evidence-build', paths: ['.'], packages: undefined, output: 'm', ...options, timeout: 900 },
  ],
  [
    'evidence build --packages p.txt -o m',
    { name: 'evidence-build', paths: [], packages: 'p.txt', output: 'm', ...options, timeout: 900 },
  ],
  [
    'evidence build a b --packages p.txt -o m --timeout 5',
    { name: 'evidence-build', paths: ['a', 'b'], packages: 'p.txt', output: 'm', ...options, timeout: 5 },
  ],
  ['policy test a --offline', { name: 'policy-test', path: 'a', ...options, offline: true }],
];

const bad: readonly (readonly [string, RegExp])[] = [
  ['chekc', /"chekc" is no command/],
  ['constructor', /"constructor" is no command/],
  ['policy', /policy needs a command/],
  ['policy tset', /"policy tset" is no command/],
  ['check --ofline', /--ofline is no option of check/],
  ['check --constructor', /--constructor is no option of check/],
  ['check -x', /-x is no option of check/],
  ['check --format', /--format needs a value/],
  ['check --format xml', /--format is one of text, json, sarif/],
  ['check --policy --offline', /--policy needs a value/],
  ['check --policy=', /--policy needs a value/],
  ['check --offline=yes', /--offline takes no value/],
  ['check --timeout 0', /--timeout is a number of seconds/],
  ['check --timeout soon', /--timeout is a number of seconds/],
  ['explain', /explain needs one package/],
  ['explain a b', /explain needs one package/],
  ['explain a --format json', /--format is no option of explain/],
  ['policy import', /policy import needs one file/],
  ['policy import a --offline', /--offline is no option of policy import/],
  ['evidence', /evidence needs a command/],
  ['evidence build', /evidence build needs a folder/],
  ['evidence build -o m --mirror https://m.example', /--mirror is no option of evidence build/],
  ['check --mirror folder', /--mirror is the web address/],
  ['cache clean', /"cache clean" is no command/],
  ['cache clear all', /cache clear takes no operands/],
  ['cache --format sarif', /--format is text or json/],
  ['policy test a b', /policy test takes one folder/],
];

describe('cli arguments', () => {
  for (const [line, expected] of good) {
    it(`reads "${line}"`, () => assert.deepEqual(parseCommand(words(line)), expected));
  }

  for (const [line, expected] of bad) {
    it(`refuses "${line}"`, () => {
      const command = parseCommand(words(line));
      assert.ok('error' in command);
      assert.match(command.error, expected);
      assert.doesNotMatch(command.error, /\n/);
    });
  }
});

function words(line: string): string[] {
  return line.split(' ').filter((word) => word !== '');
}

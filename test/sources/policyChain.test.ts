import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EVERY_NAME } from '../../src/core/index';
import { downloadPolicy } from '../../src/sources/policyDownload';
import { loadPolicy } from '../../src/sources/policyFile';
import { selfSigned } from '../standins/selfSigned';
import { startStandIn } from '../standins/server';

const ROOT = join(__dirname, '../..');

const ORGANIZATION = `version: 1
name: Acme policy
overridable: [severity]
licenses:
  allow: [permissive]
  deny: [{ license: network-copyleft, clause: '2.3' }]
clauses: { '2.3': { title: Network, link: docs/rules.md#network } }
documents: [{ title: Rules, location: docs/rules.md }]
`;
const own = (base: string, more = ''): string => `version: 1\nextends: ${JSON.stringify(base)}\n${more}`;

describe('policies that build on others', () => {
  let root = '';
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'ospo-lens-chain-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  async function load(files: Record<string, string>, offline = true) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const resourcesDir = join(ROOT, 'resources');
    return loadPolicy({
      folder: root,
      root,
      trusted: true,
      resourcesDir,
      offline,
      cacheFolder: join(root, 'cache'),
    });
  }

  const places: readonly [string, string, string][] = [
    ['a file', './base/org.yaml', 'base/org.yaml'],
    ['a package of the organization', '@acme/policy', 'node_modules/@acme/policy/ospo-policy.yaml'],
    ['a file of a package', '@acme/policy/strict.yaml', 'node_modules/@acme/policy/strict.yaml'],
  ];
  for (const [title, reference, file] of places) {
    it(`reads ${title}`, async () => {
      const loaded = await load({ [file]: ORGANIZATION, 'ospo-policy.yaml': own(reference) });
      assert.deepEqual(loaded.problems, []);
      assert.equal(loaded.value.name, 'Acme policy');
      assert.equal(loaded.value.licenseRules.length, 2);
      assert.deepEqual(loaded.files, [join(root, 'ospo-policy.yaml'), join(root, file)]);
    });
  }

  it('reads a policy that ships inside', async () => {
    const loaded = await load({ 'ospo-policy.yaml': own('ospo-lens:strict') });
    assert.deepEqual(loaded.problems, []);
    assert.ok(loaded.value.licenseRules.length > 0);
    assert.equal(loaded.value.isDefault, false);
  });

  it('lets whoever builds on a starter change all of it, and nobody above them', async () => {
    const ask = 'ask: { template: "mailto:ospo@acme.example" }\n';
    const org = own('ospo-lens:strict', `${ask}exceptions: [{ package: sharp, reason: r }]\n`);
    const alone = await load({ 'ospo-policy.yaml': org });
    assert.deepEqual(alone.problems, []);
    assert.equal(alone.value.ask?.template, 'mailto:ospo@acme.example');
    assert.equal(alone.value.exceptions.length, 1);
    const above = own('./org.yaml', 'exceptions: [{ package: lodash, reason: r }]\n');
    const { value, problems } = await load({ 'org.yaml': org, 'ospo-policy.yaml': above });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['policy.not-overridable'],
    );
    assert.deepEqual(
      value.exceptions.map(({ pattern }) => pattern.name),
      ['sharp'],
    );
  });

  for (const list of [
    '["./mine.yaml", "@acme/policy"]',
    '["@acme/policy", "./mine.yaml"]',
    '["ospo-lens:default", "./mine.yaml", "@acme/policy"]',
  ])
    it(`lets no order of a list slip exceptions below the organization: ${list}`, async () => {
      const top = `version: 1\nextends: ${list}\npackages: { approve: [{ package: a, reason: r }] }\n`;
      const { value, problems } = await load({
        'node_modules/@acme/policy/ospo-policy.yaml': ORGANIZATION,
        'mine.yaml':
          'version: 1\noverridable: ["*"]\nexceptions: [{ package: b, reason: r }]\nlicenses: { deny: [MIT] }\n',
        'ospo-policy.yaml': top,
      });
      assert.deepEqual(
        [value.exceptions, value.packageRules.filter(({ reason }) => reason === 'r')],
        [[], []],
      );
      const own = problems.map(({ message, file, span }) => [
        message.split(':')[0],
        file === join(root, 'ospo-policy.yaml'),
        top.slice(span?.start, span?.end),
      ]);
      assert.deepEqual(own, [
        ['exceptions[0]', true, '"./mine.yaml"'],
        ['packages.approve[0]', true, '{ package: a, reason: r }'],
      ]);
    });

  it('opens documents and clauses where the base stands', async () => {
    const { value } = await load({
      'base/org.yaml': ORGANIZATION,
      'ospo-policy.yaml': own('./base/org.yaml'),
    });
    assert.equal(value.documents[0]?.location, join(root, 'base/docs/rules.md'));
    const clause = value.licenseRules.find((rule) => rule.decision === 'denied')?.clause;
    assert.equal(clause?.link, `${join(root, 'base/docs/rules.md')}#network`);
  });

  it('tightens, and loosens only what the base allows', async () => {
    const loosened = own('./org.yaml', 'licenses: { allow: [AGPL-3.0-only], deny: [MIT] }\n');
    const { value, problems } = await load({ 'org.yaml': ORGANIZATION, 'ospo-policy.yaml': loosened });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['policy.not-overridable'],
    );
    const ids = value.licenseRules.map(({ selector, decision }) =>
      selector.kind === 'term' ? `${selector.term.id} ${decision}` : '',
    );
    assert.ok(ids.includes('MIT denied') && !ids.includes('AGPL-3.0-only allowed'));
  });

  const broken: readonly [string, Record<string, string>, RegExp][] = [
    ['a file that is not there', { 'ospo-policy.yaml': own('./gone.yaml') }, /no such file/],
    ['a package that is not installed', { 'ospo-policy.yaml': own('@acme/policy') }, /not installed/],
    ['a policy that builds on itself', { 'ospo-policy.yaml': own('./ospo-policy.yaml') }, /itself/],
    [
      'two that build on each other',
      { 'b.yaml': own('./ospo-policy.yaml'), 'ospo-policy.yaml': own('./b.yaml') },
      /itself/,
    ],
    [
      'an address that was never downloaded',
      { 'ospo-policy.yaml': own(`https://example.com/p.yaml#sha256-${'0'.repeat(64)}`) },
      /offline/,
    ],
  ];
  for (const [title, files, message] of broken) {
    it(`says where and why: ${title}`, async () => {
      const { problems, value } = await load(files);
      assert.equal(problems.length, 1);
      assert.equal(problems[0]?.severity, 'error');
      assert.match(problems[0].message, message);
      assert.ok(problems[0].span && problems[0].file?.startsWith(root));
      assert.equal(value.unmentioned, 'review');
    });
  }

  const sought: readonly [string, string, readonly string[]][] = [
    ['a file', './gone.yaml', ['lib/gone.yaml']],
    ['a file above', '../base/gone.yaml', ['base/gone.yaml']],
    [
      'a package, everywhere that it may be installed',
      '@acme/policy/strict.yaml',
      ['lib/node_modules/@acme/policy/strict.yaml', 'node_modules/@acme/policy/strict.yaml'],
    ],
  ];
  for (const [title, reference, files] of sought)
    it(`names what it looked for in vain: ${title}`, async () => {
      const loaded = await load({
        'lib/mine.yaml': own(reference),
        'ospo-policy.yaml': own('./lib/mine.yaml'),
      });
      const expected = ['ospo-policy.yaml', 'lib/mine.yaml', ...files].map((file) => join(root, file));
      assert.deepEqual(loaded.files, expected);
    });

  it('lets nothing pass by a policy whose base cannot be read', async () => {
    const more = [
      'licenses: { allow: [permissive, AGPL-3.0-only], unmentioned: allow }',
      'packages: { approve: [{ package: x, reason: r }] }',
      'exceptions: [{ package: y, reason: r }]',
      'clarifications: [{ package: z, license: MIT }]',
    ];
    const { value } = await load({ 'ospo-policy.yaml': own('./gone.yaml', `${more.join('\n')}\n`) });
    assert.equal(value.unmentioned, 'review');
    const passes = [...value.licenseRules, ...value.packageRules].filter(
      ({ decision }) => decision === 'allowed',
    );
    assert.deepEqual([passes, value.exceptions, value.clarifications], [[], [], []]);
    assert.deepEqual(value.privatePackages, EVERY_NAME);
  });

  it('takes a configuration of dependency-review-action as it is', async () => {
    const file = join(root, 'dependency-review-config.yml');
    writeFileSync(file, 'allow-licenses: [MIT, Apache-2.0]\nfail-on-severity: high\n');
    const loaded = await loadPolicy({
      folder: root,
      explicit: file,
      trusted: true,
      resourcesDir: join(ROOT, 'resources'),
    });
    const listed = loaded.value.licenseRules.filter(({ selector }) => selector.kind === 'term');
    assert.equal(listed.length, 2);
    assert.equal(loaded.value.name, 'Configuration of dependency-review-action');
  });
});

describe('a pinned policy from the web', () => {
  const text = 'version: 1\nname: Web policy\n';
  const pin = createHash('sha256').update(text).digest('hex');
  let folder = '';
  let server: Server;
  let asked = 0;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ospo-lens-pin-'));
    asked = 0;
    server = createServer((request, response) => {
      asked += 1;
      response.writeHead(request.url === '/policy.yaml' ? 200 : 404).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (sha256: string, path = '/policy.yaml', offline = false) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    return downloadPolicy({ url, sha256, cacheFolder: folder, offline });
  };

  it('is downloaded once and kept by its hash', async () => {
    assert.deepEqual(await get(pin), { text });
    assert.deepEqual(await get(pin), { text });
    assert.equal(asked, 1);
    assert.deepEqual(await get(pin, '/policy.yaml', true), { text });
  });

  it('does not count with another content', async () => {
    const other = '0'.repeat(64);
    assert.match(JSON.stringify(await get(other)), new RegExp(`not the pinned one.*${pin}`));
  });

  it('is asked for again when the kept content was changed', async () => {
    await get(pin);
    writeFileSync(join(folder, 'policies', pin), 'name: Mine now');
    assert.deepEqual(await get(pin), { text });
    assert.equal(asked, 2);
  });

  it("believes the authorities of the user's own npm settings", async () => {
    const secure = await startStandIn(() => ({ text, json: null }), selfSigned);
    const settings = join(folder, 'user.npmrc');
    const environment = { npm_config_userconfig: settings, PREFIX: folder };
    const wanted = { url: `${secure.url}/policy.yaml`, sha256: pin, cacheFolder: undefined, offline: false };
    try {
      const refused = await downloadPolicy({ ...wanted, connection: { environment } });
      assert.match(JSON.stringify(refused), /DEPTH_ZERO_SELF_SIGNED_CERT/);
      writeFileSync(settings, `ca="${selfSigned.cert.replaceAll('\n', '\\n')}"`);
      assert.deepEqual(await downloadPolicy({ ...wanted, connection: { environment } }), { text });
    } finally {
      await secure.close();
    }
  });

  it('says that nothing is there, and that nothing may be asked', async () => {
    assert.match(JSON.stringify(await get(pin, '/gone')), /nothing at this address/);
    assert.match(JSON.stringify(await get(pin, '/policy.yaml', true)), /offline/);
  });
});

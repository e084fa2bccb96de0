import { strict as assert } from 'node:assert';
import { gather } from '../../src/core/index';
import { defaultUrl } from 'registry-url';
import { nodeIn } from '../../src/sources/machine';
import { authorizationFor } from '../../src/sources/npmAuth';
import { npmConfigFrom, readNpmConfig } from '../../src/sources/npmConfig';
import type { NpmConfig, NpmConfigOptions } from '../../src/sources/npmConfig';
import { expandEnvironment } from '../../src/sources/npmrc';
import { readBunfig, readPnpmYaml, readYarnClassic, readYarnYaml } from '../../src/sources/otherManagers';
import type { SettingsReader } from '../../src/sources/otherManagers';
import { createNetworkSources } from '../../src/sources/networkSources';
import { settingsFolders } from '../../src/sources/project';
import { startNpmRegistry } from '../standins/npmRegistry';
import type { StandIn } from '../standins/server';
import { now, requestFor, running, tempFolder } from './support';
import type { TempFolder } from './support';

describe('sources/npmrc, variables', () => {
  const environment = { A: 'a', EMPTY: '' };
  const cases: [string, string][] = [
    ['x${A}y', 'xay'],
    ['${A}${A}', 'aa'],
    ['${B}', '${B}'],
    ['${B?}', ''],
    ['${A?}', 'a'],
    ['\\${A}', '${A}'],
    ['${B-c}', 'c'],
    ['${EMPTY-c}', ''],
    ['${EMPTY:-c}', 'c'],
    ['$A', '$A'],
  ];
  for (const [text, expected] of cases) {
    it(`${text} becomes ${JSON.stringify(expected)}`, () => {
      assert.equal(expandEnvironment(text, environment), expected);
    });
  }
});

describe('sources/otherManagers', () => {
  const pnpm = 'pnpm-workspace.yaml';
  const cases: [string, SettingsReader, string, Record<string, string>][] = [
    [pnpm, readPnpmYaml, '', {}],
    [pnpm, readPnpmYaml, 'packages: [a]\nregistry: https://a.example', { registry: 'https://a.example' }],
    [pnpm, readPnpmYaml, "'@x:registry': https://x.example", { '@x:registry': 'https://x.example' }],
    [
      pnpm,
      readPnpmYaml,
      "registries:\n  default: https://a.example\n  '@x': https://x.example",
      { registry: 'https://a.example', '@x:registry': 'https://x.example' },
    ],
    [
      pnpm,
      readPnpmYaml,
      "registries:\n  https://x.example/:\n    scopes: ['@x', '@']",
      { '@x:registry': 'https://x.example/', registry: 'https://x.example/' },
    ],
    [
      '.yarnrc.yml',
      readYarnYaml,
      'npmRegistryServer: "https://a.example"\nnpmScopes:\n  x:\n    npmRegistryServer: https://x.example\n    npmAuthToken: t\n  y:\n    npmAuthToken: t',
      { registry: 'https://a.example', '@x:registry': 'https://x.example' },
    ],
    [
      '.yarnrc',
      readYarnClassic,
      '# note\nregistry "https://a.example"\n"@x:registry" "https://x.example"\n"@y:registry" https://y.example\nlastUpdateCheck 1',
      {
        registry: 'https://a.example',
        '@x:registry': 'https://x.example',
        '@y:registry': 'https://y.example',
      },
    ],
    [
      'bunfig.toml',
      readBunfig,
      '[install]\nregistry = "https://a.example"\n[install.scopes]\nx = "https://x.example"\n"@y" = { token = "$t", url = "https://y.example" }',
      {
        registry: 'https://a.example',
        '@x:registry': 'https://x.example',
        '@y:registry': 'https://y.example',
      },
    ],
    [
      'bunfig.toml',
      readBunfig,
      '[install]\nregistry = { url = "https://a.example", token = "t" }',
      { registry: 'https://a.example' },
    ],
  ];
  for (const [file, reader, text, expected] of cases) {
    it(`reads the registries of ${file}: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(reader(text), expected);
    });
  }
});

describe('sources/npmAuth', () => {
  const cases: [string, Record<string, string>, string | undefined][] = [
    ['https://h.example/npm/', { '//h.example/npm/:_authToken': 't' }, 'Bearer t'],
    ['https://h.example/npm/', { '//h.example/npm:_authToken': 't' }, 'Bearer t'],
    ['https://h.example/npm/', { '//h.example/:_authToken': 't' }, 'Bearer t'],
    ['https://h.example/npm/', { '//h.example/np/:_authToken': 't' }, undefined],
    ['https://h.example/', { '//h.example/npm/:_authToken': 't' }, undefined],
    ['https://h.example:8443/', { '//h.example/:_authToken': 't' }, undefined],
    ['https://h.example.evil.example/', { '//h.example/:_authToken': 't' }, undefined],
    [
      'https://h.example/npm/',
      { '//h.example/npm/:_authToken': 'near', '//h.example/:_authToken': 'far' },
      'Bearer near',
    ],
    ['https://h.example/', { '//h.example/:_auth': 'dTpw' }, 'Basic dTpw'],
    ['https://h.example/', { '//h.example/:username': 'u', '//h.example/:_password': 'cA==' }, 'Basic dTpw'],
    ['https://h.example/', { '//h.example/:username': 'u' }, undefined],
    ['https://h.example/', { '//h.example/:_authToken': 't\n' }, 'Bearer t'],
    ['https://h.example/', { _authToken: 't', _auth: 'dTpw' }, undefined],
    ['http://h.example/', { '//h.example/:_authToken': 't' }, undefined],
    ['http://h.example/', { '//h.example/:_authToken': 't', registry: 'http://h.example/' }, 'Bearer t'],
    ['http://127.0.0.1:4873/', { '//127.0.0.1:4873/:_authToken': 't' }, 'Bearer t'],
  ];
  for (const [registry, settings, expected] of cases) {
    it(`${registry} with ${JSON.stringify(settings)}: ${expected ?? 'nothing'}`, () => {
      assert.equal(authorizationFor(registry, npmConfigFrom(settings))['authorization'], expected);
    });
  }
});

describe('sources/npmConfig, of every manager', () => {
  let home: TempFolder;
  let project: TempFolder;
  beforeEach(() => {
    home = tempFolder();
    project = tempFolder();
  });
  afterEach(() => {
    home.remove();
    project.remove();
  });
  const read = (options: Partial<NpmConfigOptions> = {}): Promise<NpmConfig> => {
    const environment = { PREFIX: home.path, ...options.environment };
    return readNpmConfig({ root: project.path, home: home.path, trusted: true, ...options, environment });
  };

  const files: [string, string][] = [
    ['.npmrc', '@acme:registry=https://npm.acme.example'],
    ['pnpm-workspace.yaml', '"@acme:registry": https://npm.acme.example'],
    ['.yarnrc.yml', 'npmScopes:\n  acme:\n    npmRegistryServer: https://npm.acme.example'],
    ['.yarnrc', '"@acme:registry" "https://npm.acme.example"'],
    ['bunfig.toml', '[install.scopes]\nacme = "https://npm.acme.example"'],
  ];
  for (const [file, text] of files) {
    it(`keeps a scope private that ${file} of the project maps, and asks its registry only if trusted`, async () => {
      project.write(file, text);
      for (const trusted of [true, false]) {
        const config = await read({ trusted });
        assert.equal(config.registryOf('@acme/x'), 'https://npm.acme.example/');
        assert.equal(config.registryOf('@ACME/x'), 'https://npm.acme.example/');
        assert.equal(config.askableRegistryOf('@acme/x'), trusted ? 'https://npm.acme.example/' : undefined);
        assert.equal(config.askableRegistryOf('left-pad'), defaultUrl);
        assert.ok(config.mapsScope('@acme'));
      }
    });
  }

  const userFiles: [string, string][] = [
    ['.npmrc', '@acme:registry=https://npm.acme.example'],
    ['.config/pnpm/rc', '@acme:registry=https://npm.acme.example'],
    ['.config/pnpm/config.yaml', '"@acme:registry": https://npm.acme.example'],
    ['.yarnrc.yml', 'npmScopes:\n  acme:\n    npmRegistryServer: https://npm.acme.example'],
    ['.yarnrc', '"@acme:registry" "https://npm.acme.example"'],
    ['.config/.bunfig.toml', '[install.scopes]\nacme = "https://npm.acme.example"'],
  ];
  for (const [file, text] of userFiles) {
    it(`takes the word of ${file} of the user in any workspace, whatever the workspace says`, async () => {
      home.write(file, text);
      project.write('.npmrc', `@acme:registry=${defaultUrl}\nregistry=${defaultUrl}`);
      const config = await read({ trusted: false, environment: { XDG_CONFIG_HOME: `${home.path}/.config` } });
      assert.equal(config.askableRegistryOf('@acme/x'), 'https://npm.acme.example/');
    });
  }

  it('lets a trusted workspace map a scope back to the public registry, as npm does', async () => {
    home.write('.npmrc', '@acme:registry=https://npm.acme.example');
    project.write('.npmrc', `@acme:registry=${defaultUrl}`);
    assert.equal((await read()).registryOf('@acme/x'), defaultUrl);
  });

  it('prefers the registry of a scope to one for everything, and passes mirrors over', async () => {
    home.write('.npmrc', 'registry=https://mirror.example');
    project.write('.yarnrc.yml', 'npmScopes:\n  acme:\n    npmRegistryServer: https://npm.acme.example');
    assert.equal((await read()).registryOf('@acme/x'), 'https://npm.acme.example/');
    const mirrored = await read({ publicMirrors: ['https://mirror.example/'] });
    assert.equal(mirrored.registryOf('@acme/x'), 'https://npm.acme.example/');
    assert.equal(mirrored.registryOf('left-pad'), 'https://mirror.example/');
  });

  it('reads the settings of a folder below the root, too', async () => {
    project.write('packages/a/.npmrc', '@acme:registry=https://npm.acme.example');
    const folders = settingsFolders(`${project.path}/packages/a/src`, project.path);
    assert.deepEqual(folders, [`${project.path}/packages/a`]);
    assert.equal((await read()).registryOf('@acme/x'), defaultUrl);
    assert.equal((await read({ folders })).registryOf('@acme/x'), 'https://npm.acme.example/');
  });

  const unclear: [string, string][] = [
    ['.npmrc', '@acme:registry=${NOT_SET}'],
    ['.npmrc', '@acme:registry=file:///tmp'],
    ['.npmrc', '@acme:registry=https://${HOST}/npm'],
    ['bunfig.toml', '[install.scopes]\nacme = "$REGISTRY"'],
    ['bunfig.toml', '[install'],
    ['.yarnrc.yml', 'npmScopes: {acme'],
  ];
  for (const [file, text] of unclear) {
    it(`asks nobody where it cannot tell what ${file} means: ${text}`, async () => {
      project.write(file, text);
      const config = await read({ environment: { HOST: 'host.example' } });
      assert.notEqual(config.registryOf('@acme/x'), defaultUrl);
      assert.equal(config.askableRegistryOf('@acme/x'), undefined);
    });
  }

  it('takes a whole address from the environment, and shows no other variable', async () => {
    project.write('.npmrc', '@acme:registry=${ACME}\n@evil:registry=${SECRET}');
    const config = await read({ environment: { ACME: 'https://npm.acme.example', SECRET: 's3cret' } });
    assert.equal(config.askableRegistryOf('@acme/x'), 'https://npm.acme.example/');
    assert.equal(config.registryOf('@evil/x'), '${SECRET}');
  });

  it("finds npm's global settings beside the node of the path", () => {
    home.write('bin/node', '');
    assert.equal(nodeIn({ PATH: `/nowhere:${home.path}/bin` }, 'linux'), home.path);
    assert.equal(nodeIn({ APPDATA: '/data' }, 'win32'), '/data/npm');
  });
});

describe('sources/npmConfig and secrets, against a server', () => {
  let home: TempFolder;
  let project: TempFolder;
  let server: StandIn;
  before(async () => {
    server = await startNpmRegistry({ '@acme/x': { versions: { '1.0.0': { license: 'MIT' } } } });
  });
  beforeEach(() => {
    home = tempFolder();
    project = tempFolder();
    server.requests.length = 0;
  });
  afterEach(() => {
    home.remove();
    project.remove();
  });
  after(() => server.close());

  /** What the server was shown of a secret that the environment holds as `TOKEN` and the project's settings refer to. */
  const seen = async (projectFile: string, text: string, user = ''): Promise<string> => {
    process.env['TOKEN'] = 's3cret';
    try {
      home.write('.npmrc', user);
      project.write(projectFile, text.replaceAll('HOST', server.host));
      const environment = { PREFIX: home.path, TOKEN: 's3cret' };
      const config = await readNpmConfig({ root: project.path, home: home.path, trusted: true, environment });
      const sources = createNetworkSources({ npm: config, now, depsDev: false, scorecard: false });
      await gather([requestFor('@acme/x', { version: '1.0.0' })], { sources, offline: [] }, running);
      return JSON.stringify(server.requests);
    } finally {
      delete process.env['TOKEN'];
    }
  };

  const tricks = [
    '@acme:registry=http://HOST/\n//HOST/:_authToken=${TOKEN}',
    '@acme:registry=http://HOST/\n//HOST/:_authToken=$TOKEN',
    '@acme:registry=http://HOST/\n//HOST/:_authToken=${TOKEN?}',
    '@acme:registry=http://HOST/\n//HOST/:_authToken=${TOKEN:-x}',
    '@acme:registry=http://HOST/\n//HOST/:_auth=${TOKEN}',
    '@acme:registry=http://HOST/\n//HOST/:username=u\n//HOST/:_password=${TOKEN}',
    '@acme:registry=http://HOST/${TOKEN}/',
    '@acme:registry=ht${NOT_SET?}tp://HOST/${TOKEN}/',
    '@acme:registry=http://${TOKEN}@HOST/',
    '@acme:registry=http://HOST/\n${NOT_SET?}//HOST/:_authToken=${TOKEN}',
  ];
  for (const text of tricks) {
    it(`sends no secret of the environment to a host that only the workspace names: ${text}`, async () => {
      assert.doesNotMatch(await seen('.npmrc', text), /s3cret/);
    });
  }

  it("takes no credentials from Yarn's settings", async () => {
    const text =
      'npmScopes:\n  acme:\n    npmRegistryServer: http://HOST\n    npmAuthToken: literal-${TOKEN}';
    const requests = await seen('.yarnrc.yml', text);
    assert.match(requests, /@acme%2fx/);
    assert.doesNotMatch(requests, /s3cret|literal/);
  });

  it('sends it where a setting of the user names the host', async () => {
    const text = '@acme:registry=http://HOST/\n//HOST/:_authToken=${TOKEN}';
    assert.match(await seen('.npmrc', text, `@other:registry=http://${server.host}/`), /Bearer s3cret/);
  });

  it("sends the workspace's own token, which is no secret of the user's", async () => {
    const text = '@acme:registry=http://HOST/\n//HOST/:_authToken=own';
    assert.match(await seen('.npmrc', text), /Bearer own/);
  });
});

import { strict as assert } from 'node:assert';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAgents } from '../../src/sources/agents';
import type { Connection } from '../../src/sources/agents';
import { connectionFrom } from '../../src/sources/connection';
import { createHttp } from '../../src/sources/http';
import type { Http } from '../../src/sources/http';
import { npmConfigFrom, readNpmConfig } from '../../src/sources/npmConfig';
import { proxyFor, proxyFromEnvironment } from '../../src/sources/proxy';
import { namedCertificate } from '../standins/namedCertificate';
import { selfSigned } from '../standins/selfSigned';
import { startProxy } from '../standins/proxy';
import type { ProxyStandIn } from '../standins/proxy';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';
import { tempFolder } from './support';
import type { TempFolder } from './support';

describe('sources/proxy', () => {
  const cases: [string, string, string | undefined][] = [
    ['https://api.example/x', '', 'http://s.example:1'],
    ['http://api.example/x', '', 'http://p.example:2'],
    ['https://api.example', 'api.example', undefined],
    ['https://a.b.example', 'other.example, b.example', undefined],
    ['https://a.b.example', '.b.example', undefined],
    ['https://a.b.example', '*.b.example', undefined],
    ['https://ab.example', 'b.example', 'http://s.example:1'],
    ['https://API.example', 'Api.Example', undefined],
    ['https://api.example', '*', undefined],
    ['https://api.example:8443', 'api.example:8443', undefined],
    ['https://api.example', 'api.example:8443', 'http://s.example:1'],
    ['https://api.example', 'api.example:443', undefined],
    ['https://10.1.2.3', '10.0.0.0/8', undefined],
    ['https://11.1.2.3', '10.0.0.0/8', 'http://s.example:1'],
    ['https://11.1.2.3', '2.3', 'http://s.example:1'],
    ['https://[::1]:8080', '[::1]:8080', undefined],
    ['https://[fd00::1]', 'fd00::/8', undefined],
    ['https://api.example', '10.0.0.0/99 nonsense/8 /', 'http://s.example:1'],
  ];
  for (const [url, noProxy, expected] of cases) {
    it(`takes ${expected ?? 'no proxy'} for ${url} beside NO_PROXY "${noProxy}"`, () => {
      const settings = { https: 's.example:1', http: 'http://p.example:2', noProxy };
      assert.equal(proxyFor(new URL(url), [settings])?.origin, expected);
    });
  }

  it('follows the host, then npm, then the environment; exceptions add up', () => {
    const environment = { HTTPS_PROXY: 'http://env.example', no_proxy: 'a.example' };
    const npm = npmConfigFrom({ 'https-proxy': 'http://npm.example', noproxy: 'b.example' });
    const at = (url: string, { proxies }: Connection) => proxyFor(new URL(url), proxies)?.hostname;
    assert.equal(at('https://x.example', connectionFrom({ environment })), 'env.example');
    assert.equal(at('https://x.example', connectionFrom({ environment }, npm)), 'npm.example');
    const all = connectionFrom({ environment, proxy: 'http://host.example', noProxy: ['c.example'] }, npm);
    assert.equal(at('https://x.example', all), 'host.example');
    for (const name of ['a', 'b', 'c']) assert.equal(at(`https://${name}.example`, all), undefined);
  });

  it('reads both cases, and no HTTP_PROXY that a header may have set', () => {
    assert.equal(proxyFromEnvironment({ http_proxy: 'a', HTTP_PROXY: 'b' }).http, 'a');
    assert.equal(proxyFromEnvironment({ HTTP_PROXY: 'b' }).http, 'b');
    assert.equal(proxyFromEnvironment({ HTTP_PROXY: 'b', REQUEST_METHOD: 'GET' }).http, undefined);
  });

  const unspoken: readonly (readonly [object, NodeJS.ProcessEnv, string, string])[] = [
    [{}, { HTTPS_PROXY: 'socks5://p.example:1080' }, 'HTTPS_PROXY', 'socks5'],
    [{}, { ALL_PROXY: 'socks5h://user:secret@p.example' }, 'ALL_PROXY', 'socks5h'],
    [{}, { https_proxy: 'http://' }, 'HTTPS_PROXY', 'http'],
    [{ proxy: 'pac+https://p.example/proxy.pac' }, {}, 'proxy (npm)', 'pac+https'],
    [{ 'https-proxy': 'socks4://p.example' }, {}, 'https-proxy (npm)', 'socks4'],
  ];
  for (const [npm, environment, from, kind] of unspoken)
    it(`does not go past a proxy that it cannot speak to: ${kind} of ${from}`, async () => {
      const config = npmConfigFrom({ ...npm });
      const connection = connectionFrom({ environment }, config);
      const http = createHttp({ userAgent: 'test', timeoutMs: 2_000, agentFor: createAgents(connection) });
      assert.deepEqual(await http.getJson('https://127.0.0.1:9/'), {
        kind: 'failure',
        why: 'unreachable',
        detail: `${from}: ${kind} proxies are not supported; name an http: or https: one`,
      });
      const past = connectionFrom({ environment: { ...environment, NO_PROXY: '127.0.0.1' } }, config);
      assert.equal(proxyFor(new URL('https://127.0.0.1:9/'), past.proxies), undefined);
    });

  it('leaves to an editor the kinds of proxies that the editor knows, but not those of npm', () => {
    const at = new URL('https://x.example');
    const environment = { HTTPS_PROXY: 'socks5://p.example' };
    const editor = { ownProxies: true, environment };
    assert.equal(proxyFor(at, connectionFrom(editor).proxies), undefined);
    assert.equal(proxyFor(at, connectionFrom({ ...editor, proxy: 'socks5://p.example' }).proxies), undefined);
    const npm = npmConfigFrom({ proxy: 'socks5://p.example' });
    assert.throws(() => proxyFor(at, connectionFrom({ ownProxies: true, environment: {} }, npm).proxies));
  });

  it('takes ALL_PROXY where no other variable names one', () => {
    const all = { ALL_PROXY: 'http://all.example' };
    assert.equal(proxyFromEnvironment(all).https, 'http://all.example');
    assert.equal(
      proxyFromEnvironment({ ...all, HTTPS_PROXY: 'http://own.example' }).https,
      'http://own.example',
    );
  });

  it('does not let a workspace choose the proxy or whom to believe', () => {
    const settings = { proxy: 'http://evil.example', cafile: '/evil.pem' };
    assert.deepEqual(npmConfigFrom(settings, {}).connection, {});
    assert.deepEqual(npmConfigFrom(settings).connection, settings);
  });
});

describe('sources/agents, through a proxy', () => {
  let target: StandIn;
  let secure: Server;
  let proxy: ProxyStandIn;
  const seen: unknown[] = [];
  const credentials = `Basic ${Buffer.from('user:p@ss').toString('base64')}`;
  before(async () => {
    target = await startStandIn((path) => ({ json: { path } }));
    secure = createServer(namedCertificate, (request, response) => {
      seen.push(request.headers);
      response.setHeader('content-type', 'application/json').end('{}');
    });
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    proxy = await startProxy({ authorization: credentials });
  });
  afterEach(() => {
    target.requests.length = proxy.requests.length = seen.length = 0;
  });
  after(async () => {
    secure.closeAllConnections();
    secure.close();
    await Promise.all([target.close(), proxy.close()]);
  });

  const port = (): number => (secure.address() as AddressInfo).port;
  const withUser = (user = 'user:p%40ss@'): string => `http://${user}${proxy.host}`;
  const httpBy = (connection: Connection) =>
    createHttp({ userAgent: 'test', timeoutMs: 2_000, backOffMs: 5, agentFor: createAgents(connection) });
  const through = (environment: NodeJS.ProcessEnv, more: object = {}) =>
    httpBy(connectionFrom({ environment, ...more }));

  it('asks and posts through HTTP_PROXY; the proxy alone gets its password', async () => {
    const http = through({ HTTP_PROXY: withUser() });
    const name = target.host.replace('127.0.0.1', 'service.example');
    assert.equal((await http.getJson(`http://${name}/a`)).kind, 'ok');
    assert.equal((await http.postJson(`http://${name}/b`, { x: 1 })).kind, 'ok');
    assert.deepEqual(
      proxy.requests.map(({ target: to, authorization }) => [to, authorization]),
      [
        [`http://${name}/a`, credentials],
        [`http://${name}/b`, credentials],
      ],
    );
    assert.equal(target.requests[1]?.body, '{"x":1}');
    assert.doesNotMatch(JSON.stringify(target.requests), /proxy-authorization|dXNlcjpw/i);
  });

  it('goes past the proxy where NO_PROXY says so', async () => {
    const http = through({ HTTP_PROXY: withUser(), NO_PROXY: '127.0.0.1' });
    assert.equal((await http.getJson(`${target.url}/a`)).kind, 'ok');
    assert.deepEqual(proxy.requests, []);
  });

  it('opens a tunnel through HTTPS_PROXY, and believes the authority that the user names', async () => {
    const temp = tempFolder();
    temp.write('ca.pem', namedCertificate.cert);
    try {
      const http = through({ HTTPS_PROXY: withUser() }, { caFile: `${temp.path}/ca.pem` });
      assert.equal((await http.getJson(`https://service.example:${port()}/a`)).kind, 'ok');
      assert.deepEqual(proxy.requests, [
        { method: 'CONNECT', target: `service.example:${port()}`, authorization: credentials },
      ]);
      assert.doesNotMatch(JSON.stringify(seen), /proxy-authorization|dXNlcjpw/i);
    } finally {
      temp.remove();
    }
  });

  it('believes no certificate that vouches for itself, with or without a proxy, unless told to', async () => {
    const ways: [string, NodeJS.ProcessEnv][] = [
      ['127.0.0.1', {}],
      ['service.example', { HTTPS_PROXY: withUser() }],
    ];
    for (const [name, environment] of ways) {
      const url = `https://${name}:${port()}/a`;
      const answer = await through(environment).getJson(url);
      assert.ok(answer.kind === 'failure' && answer.why === 'unreachable');
      assert.match(answer.detail, /DEPTH_ZERO_SELF_SIGNED_CERT/);
      assert.equal((await through(environment, { strictSsl: false }).getJson(url)).kind, 'ok');
      const npm = npmConfigFrom({ ca: namedCertificate.cert.replaceAll('\n', '\\n') });
      assert.equal((await httpBy(connectionFrom({ environment }, npm)).getJson(url)).kind, 'ok');
    }
  });

  it('knows through a tunnel whose certificate it is to be where the host is an address', async () => {
    const connection = connectionFrom(
      { environment: { HTTPS_PROXY: withUser() } },
      npmConfigFrom({ ca: namedCertificate.cert }),
    );
    const http = httpBy(connection);
    assert.equal((await http.getJson(`https://127.0.0.1:${port()}/a`)).kind, 'ok');
    assert.equal(proxy.requests[0]?.method, 'CONNECT');
    // The same server under an address that its certificate does not name.
    const other = await http.getJson(`https://127.0.0.2:${port()}/a`);
    assert.ok(other.kind === 'failure');
    assert.match(other.detail, /ERR_TLS_CERT_ALTNAME_INVALID/);
    assert.equal(seen.length, 1);
  });

  describe('strict-ssl=false', () => {
    let home: TempFolder;
    let workspace: TempFolder;
    beforeEach(() => ([home, workspace] = [tempFolder(), tempFolder()]));
    afterEach(() => [home, workspace].forEach((temp) => temp.remove()));

    const httpFor = async (trusted = true, environment: NodeJS.ProcessEnv = {}) => {
      const place = {
        root: workspace.path,
        home: home.path,
        environment: { PREFIX: home.path, ...environment },
      };
      return httpBy(connectionFrom({ environment: {} }, await readNpmConfig({ ...place, trusted })));
    };
    const answerOf = async (http: Http, at = port()) => {
      const answer = await http.getJson(`https://127.0.0.1:${at}/a`);
      return answer.kind === 'failure' ? answer.detail : answer.kind;
    };
    const refused = /DEPTH_ZERO_SELF_SIGNED_CERT/;

    it('of the user counts for the registries that the user names, and for nobody else', async () => {
      home.write('.npmrc', `registry=https://127.0.0.1:${port()}/npm/\nstrict-ssl=false\n`);
      const http = await httpFor();
      assert.equal(await answerOf(http), 'ok');
      const other = await startStandIn(() => ({ json: {} }), selfSigned);
      assert.match(await answerOf(http, Number(new URL(other.url).port)), refused);
      await other.close();
    });

    it('of the environment counts, too', async () => {
      home.write('.npmrc', `registry=https://127.0.0.1:${port()}/npm/\n`);
      assert.match(await answerOf(await httpFor()), refused);
      assert.equal(await answerOf(await httpFor(true, { npm_config_strict_ssl: 'false' })), 'ok');
    });

    it('of a workspace counts for nothing, be it trusted or not', async () => {
      workspace.write('.npmrc', `registry=https://127.0.0.1:${port()}/npm/\nstrict-ssl=false\n`);
      for (const trusted of [true, false]) assert.match(await answerOf(await httpFor(trusted)), refused);
      // Not even for a registry that the workspace alone names, where the user checks no certificates.
      home.write('.npmrc', 'strict-ssl=false');
      assert.match(await answerOf(await httpFor()), refused);
    });
  });

  describe('a registry that wants to see who asks', () => {
    let home: TempFolder;
    let workspace: TempFolder;
    let strict: StandIn;
    const guarded = { ...namedCertificate, ca: selfSigned.cert, requestCert: true } as const;
    beforeEach(async () => {
      [home, workspace] = [tempFolder(), tempFolder()];
      strict = await startStandIn(() => ({ json: {} }), guarded);
      home.write('client.crt', selfSigned.cert);
      home.write('client.key', selfSigned.key);
    });
    afterEach(async () => {
      [home, workspace].forEach((temp) => temp.remove());
      await strict.close();
    });

    const authority = `ca="${namedCertificate.cert.replaceAll('\n', '\\n')}"\n`;
    const shown = (host: string, names = ['certfile', 'keyfile']) => {
      const files = [`${home.path}/client.crt`, `${home.path}/client.key`];
      return names.map((name, index) => `//${host}/npm/:${name}=${files[index] ?? ''}\n`).join('');
    };
    const answerOf = async (trusted = true, environment: NodeJS.ProcessEnv = {}) => {
      const place = { root: workspace.path, home: home.path, environment: { PREFIX: home.path } };
      const config = await readNpmConfig({ ...place, trusted });
      const http = httpBy(connectionFrom({ environment }, config));
      return (await http.getJson(`https://127.0.0.1:${new URL(strict.url).port}/npm/x`)).kind;
    };

    it('sees the certificate that the settings of the user name for it', async () => {
      home.write('.npmrc', authority + shown(strict.host));
      assert.equal(await answerOf(), 'ok');
      assert.equal(await answerOf(false), 'ok');
    });

    it('sees it through a proxy', async () => {
      home.write('.npmrc', authority + shown(strict.host));
      assert.equal(await answerOf(true, { HTTPS_PROXY: withUser() }), 'ok');
    });

    const nothing: [string, () => void][] = [
      ['nothing names one', () => home.write('.npmrc', authority)],
      ['it is named for another host', () => home.write('.npmrc', authority + shown('127.0.0.1:1'))],
      ['half of it is named', () => home.write('.npmrc', authority + shown(strict.host, ['certfile']))],
      [
        'its file is gone',
        () => home.write('.npmrc', authority + shown(strict.host).replaceAll('client', 'gone')),
      ],
      [
        'a workspace names it, be it a trusted one',
        () => {
          home.write('.npmrc', authority);
          workspace.write('.npmrc', shown(strict.host));
        },
      ],
    ];
    for (const [title, arrange] of nothing)
      it(`sees nothing where ${title}`, async () => {
        arrange();
        assert.equal(await answerOf(), 'failure');
      });
  });

  it('reads several authorities of an .npmrc', async () => {
    const temp = tempFolder();
    const lines = [selfSigned.cert, namedCertificate.cert].map((cert) => {
      return `ca[]="${cert.replaceAll('\n', '\\n')}"`;
    });
    temp.write('.npmrc', lines.join('\n'));
    try {
      const config = await readNpmConfig({
        home: temp.path,
        environment: { PREFIX: temp.path },
        trusted: true,
      });
      const http = httpBy(connectionFrom({ environment: {} }, config));
      assert.equal((await http.getJson(`https://127.0.0.1:${port()}/a`)).kind, 'ok');
    } finally {
      temp.remove();
    }
  });

  it('says that the proxy wants a password, and that it is gone', async () => {
    const refused = { kind: 'failure', why: 'bad-answer', detail: 'HTTP 407' };
    const closed = await startProxy();
    await closed.close();
    for (const url of ['http://service.example/a', `https://127.0.0.1:${port()}/a`]) {
      const wrong = { HTTP_PROXY: withUser('u:x@'), HTTPS_PROXY: withUser('') };
      assert.deepEqual(await through(wrong).getJson(url), refused, url);
      const gone = { HTTP_PROXY: `http://${closed.host}`, HTTPS_PROXY: closed.host };
      const answer = await through(gone).getJson(url);
      assert.equal(answer.kind === 'failure' && answer.detail, 'ECONNREFUSED', url);
    }
    assert.deepEqual([target.requests, seen], [[], []]);
  });

  it('leaves everything to the default agent where nothing is set', () => {
    const agentFor = createAgents(connectionFrom({ environment: {} }));
    for (const url of ['https://x.example', 'http://x.example'])
      assert.equal(agentFor(new URL(url)), undefined);
  });
});

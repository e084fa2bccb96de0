import { strict as assert } from 'node:assert';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAgents } from '../../src/sources/agents';
import type { Connection } from '../../src/sources/agents';
import { connectionFrom } from '../../src/sources/connection';
import { createHttp } from '../../src/sources/http';
import { npmConfigFrom } from '../../src/sources/npmConfig';
import { proxyFor, proxyFromEnvironment } from '../../src/sources/proxy';
import { namedCertificate } from '../standins/namedCertificate';
import { startProxy } from '../standins/proxy';
import type { ProxyStandIn } from '../standins/proxy';
import { startStandIn } from '../standins/server';
import type { StandIn } from '../standins/server';
import { tempFolder } from './support';

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
    const npm = { 'https-proxy': 'http://npm.example', noproxy: 'b.example' };
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

  it('takes nothing for a proxy that is none it can speak to', () => {
    for (const https of ['socks5://p.example', 'http://', ''])
      assert.equal(proxyFor(new URL('https://x.example'), [{ https }]), undefined);
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
      const npm = { ca: namedCertificate.cert.replaceAll('\n', '\\n') };
      assert.equal((await httpBy(connectionFrom({ environment }, npm)).getJson(url)).kind, 'ok');
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

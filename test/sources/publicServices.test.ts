import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence, Repository } from '../../src/core/index';
import { createDepsDevSource } from '../../src/sources/depsDev';
import { createHttp } from '../../src/sources/http';
import { createScorecardSource } from '../../src/sources/scorecardApi';
import { startDepsDev } from '../standins/depsDev';
import { startScorecardApi } from '../standins/scorecardApi';
import type { Fault, StandIn } from '../standins/server';
import { ask, gapsOf, now, NOW, requestFor, running, valuesOf } from './support';

const http = () => createHttp({ userAgent: 'test', timeoutMs: 300, backOffMs: 1 });
const fixture = JSON.parse(
  readFileSync(join(__dirname, '../fixtures/scorecard/valid-payload-2.json'), 'utf8'),
) as unknown;

const scorecard = {
  date: '2026-10-05T00:00:00Z',
  repository: { name: 'github.com/dabh/colors.js', commit: 'x' },
  checks: [{ name: 'Maintained', score: 3, reason: 'r', details: [] }],
  overallScore: 4.2,
};
const related = (id: string, relationType: string, relationProvenance = 'UNVERIFIED_METADATA') => ({
  projectKey: { id },
  relationType,
  relationProvenance,
});

for (const inBatches of [true, false])
  describe(`sources/depsDev, ${inBatches ? 'in batches' : 'one by one'}`, () => {
    let server: StandIn;
    before(async () => {
      server = await startDepsDev({
        ...(inBatches && { batch: { pageSize: 2 } }),
        versions: {
          '@colors/colors@1.5.0': {
            licenses: ['MIT'],
            isDeprecated: false,
            advisoryKeys: [{ id: 'GHSA-1' }, {}],
            links: [
              { label: 'HOMEPAGE', url: 'https://x.example' },
              { label: 'SOURCE_REPO', url: 'git+ssh://git@github.com/DABH/colors.js.git' },
            ],
            relatedProjects: [
              related('github.com/dabh/tracker', 'ISSUE_TRACKER'),
              related('github.com/dabh/colors.js', 'SOURCE_REPO'),
            ],
          },
          'attested@1.0.0': {
            licenses: ['MIT'],
            relatedProjects: [related('github.com/a/b', 'SOURCE_REPO', 'SLSA_ATTESTATION')],
          },
          'several@1.0.0': {
            licenses: ['MIT OR Apache-2.0', 'Zlib'],
            isDeprecated: true,
            deprecatedReason: 'gone',
          },
          'unclear@1.0.0': { licenses: ['non-standard'], isDeprecated: true },
          'nothing@1.0.0': { licenses: [] },
          'odd@1.0.0': {
            licenses: 'MIT',
            advisoryKeys: 7,
            links: [1],
            relatedProjects: [null, { projectKey: 1, relationType: 'SOURCE_REPO' }],
          },
        },
        projects: { 'github.com/dabh/colors.js': { scorecard }, 'github.com/a/b': {} },
      });
    });
    afterEach(() => {
      server.fail(undefined);
      server.requests.length = 0;
    });
    after(() => server.close());
    const source = () => createDepsDevSource({ http: http(), baseUrl: `${server.url}/`, now });
    const askFor = (name: string, version?: string, known?: Partial<Evidence>) =>
      ask(source(), requestFor(name, { ...(version !== undefined && { version }), ...(known && { known }) }));

    it('reads license, repository, advisories and Scorecard, in two requests', async () => {
      const patch = await askFor('@colors/colors', '1.5.0');
      assert.deepEqual(valuesOf(patch), {
        licenses: ['MIT'],
        repository: { id: 'github.com/DABH/colors.js', provenance: 'self-reported' },
        advisories: [{ id: 'GHSA-1', summary: '', url: 'https://osv.dev/vulnerability/GHSA-1' }],
        scorecards: [
          {
            repository: 'github.com/DABH/colors.js',
            score: 4.2,
            date: '2026-10-05',
            checks: [{ name: 'Maintained', score: 3, reason: 'r' }],
            history: [],
          },
        ],
      });
      assert.deepEqual(patch?.gaps, undefined);
      assert.deepEqual(
        server.requests.map(({ path }) => path),
        inBatches
          ? ['/v3alpha/versionbatch', '/v3alpha/projectbatch']
          : [
              '/v3alpha/versionbatch',
              '/v3/systems/npm/packages/%40colors%2Fcolors/versions/1.5.0',
              '/v3/projects/github.com%2Fdabh%2Fcolors.js',
            ],
      );
      assert.equal(patch?.licenses?.[0]?.origin.date, NOW);
    });

    it('says when a repository is attested', async () => {
      const patch = await askFor('attested', '1.0.0');
      assert.deepEqual(patch?.repository?.value, { id: 'github.com/a/b', provenance: 'attested' });
      assert.deepEqual(gapsOf(patch), ['not-found']);
    });

    it('reads several licenses as all of them', async () => {
      const { licenses, deprecation } = valuesOf(await askFor('several', '1.0.0'));
      assert.deepEqual(
        { licenses, deprecation },
        { licenses: ['(MIT OR Apache-2.0) AND Zlib'], deprecation: 'gone' },
      );
    });

    it('keeps "non-standard" as stated, and states nothing where nothing is known', async () => {
      assert.deepEqual(valuesOf(await askFor('unclear', '1.0.0')), {
        licenses: ['non-standard'],
        deprecation: 'deprecated by its authors',
      });
      const nothing = await askFor('nothing', '1.0.0');
      assert.deepEqual([valuesOf(nothing), gapsOf(nothing)], [{}, ['no-repository']]);
    });

    it('uses the repository that an earlier source found', async () => {
      const repository: Repository = { id: 'github.com/DABH/Colors.js', provenance: 'self-reported' };
      const origin = { source: 'npm', label: 'npm', date: NOW } as const;
      const patch = await askFor('nothing', '1.0.0', { repository: { value: repository, origin } });
      assert.equal(patch?.scorecards?.[0]?.value.repository, 'github.com/DABH/Colors.js');
    });

    it('asks nothing without an exact version', async () => {
      assert.deepEqual(gapsOf(await askFor('several')), ['unsupported']);
      assert.deepEqual(server.requests, []);
    });

    it('survives wrong types', async () => {
      const patch = await askFor('odd', '1.0.0');
      assert.deepEqual([valuesOf(patch), gapsOf(patch)], [{}, ['no-repository']]);
    });

    it('asks once for a project that several packages share', async () => {
      const requests = ['@colors/colors', 'x', 'y'].map((key) => ({
        ...requestFor('@colors/colors', { version: '1.5.0' }),
        key,
      }));
      assert.equal((await source().lookup(requests, running)).size, 3);
      assert.equal(server.requests.filter(({ path }) => path.includes('/project')).length, 1);
      assert.equal(server.requests.filter(({ path }) => path.includes('version')).length, 1);
    });

    const wrong: [Fault, string][] = [
      [{ kind: 'status', status: 404 }, 'not-found,no-repository'],
      [{ kind: 'status', status: 429 }, 'rate-limited'],
      [{ kind: 'status', status: 500 }, 'unreachable'],
      [{ kind: 'silent' }, 'time-out'],
      [{ kind: 'body', type: 'application/json', body: '{}' }, 'bad-answer'],
      [{ kind: 'body', type: 'application/json', body: '[]' }, 'bad-answer'],
    ];
    for (const [fault, why] of wrong) {
      it(`turns ${JSON.stringify(fault)} into the gap ${why}`, async () => {
        server.fail(fault);
        const patch = await askFor('@colors/colors', '1.5.0');
        assert.deepEqual([valuesOf(patch), gapsOf(patch).join()], [{}, why]);
      });
    }

    it('keeps what the version said when the project fails', async () => {
      const slow = http();
      const patch = await ask(
        createDepsDevSource({
          http: {
            postJson: (url, body, request) =>
              slow.postJson(url.includes('/project') ? 'http://127.0.0.1:1/' : url, body, request),
            getJson: (url, request) =>
              url.includes('/projects/')
                ? slow.getJson('http://127.0.0.1:1/', request)
                : slow.getJson(url, request),
          },
          baseUrl: server.url,
          now,
        }),
        requestFor('@colors/colors', { version: '1.5.0' }),
      );
      assert.deepEqual(patch?.licenses?.[0]?.value, 'MIT');
      assert.deepEqual(
        patch.gaps?.map((gap) => [gap.fact, gap.why]),
        [['scorecard', 'unreachable']],
      );
    });
  });

describe('sources/scorecardApi', () => {
  let server: StandIn;
  before(async () => {
    server = await startScorecardApi({
      'github.com/Ossf-tests/scorecard-action': fixture,
      'gitlab.com/g/sub/r': { odd: true },
    });
  });
  afterEach(() => {
    server.fail(undefined);
    server.requests.length = 0;
  });
  after(() => server.close());
  const askFor = (id: string | undefined) => {
    const origin = { source: 'npm', label: 'npm', date: NOW } as const;
    const known: Partial<Evidence> =
      id === undefined ? {} : { repository: { value: { id, provenance: 'self-reported' }, origin } };
    return ask(createScorecardSource({ http: http(), baseUrl: server.url, now }), requestFor('p', { known }));
  };

  it('asks for the repository in its own letter case', async () => {
    const patch = await askFor('github.com/Ossf-tests/scorecard-action');
    assert.deepEqual(
      [patch?.scorecards?.[0]?.value.score, patch?.scorecards?.[0]?.value.checks.length],
      [5.2, 19],
    );
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ['/projects/github.com/Ossf-tests/scorecard-action'],
    );
  });

  it('knows nothing rather than something bad', async () => {
    assert.deepEqual(gapsOf(await askFor('github.com/ossf-tests/scorecard-action')), ['not-found']);
    assert.deepEqual(gapsOf(await askFor('gitlab.com/g/sub/r')), ['bad-answer']);
    assert.deepEqual(gapsOf(await askFor(undefined)), ['no-repository']);
    server.fail({ kind: 'status', status: 503 });
    assert.deepEqual(gapsOf(await askFor('github.com/a/b')), ['unreachable']);
  });

  it('does not send repositories on other hosts', async () => {
    for (const id of ['git.acme.example/secret/repo', 'codeberg.org/a/b', 'github.com/a']) {
      assert.deepEqual(gapsOf(await askFor(id)), ['unsupported'], id);
    }
    assert.deepEqual(server.requests, []);
  });
});

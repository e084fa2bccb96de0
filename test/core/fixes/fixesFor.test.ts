import { strict as assert } from 'node:assert';
import { noEvidence } from '../../../src/core/evidence';
import type { FindingData, Judgement, LastAllowed, Reason } from '../../../src/core/model';
import { apply, choice, clause, fixesIn, origin, policy, replacing, ruleAgainst } from './support';
import type { Scene } from './support';

const TEXT = '{"dependencies":{"ua-parser-js":"^2.0.0"}}';
const reason: Reason = { rule: 'license.unknown', verdict: 'unknown', gaps: [], asked: [] };
const denied: FindingData = { code: 'license.denied', reason };
const lastAllowed: LastAllowed = { range: '^1.0.41', version: '1.0.41', license: 'MIT', origin };
const changes: FindingData = {
  code: 'license.changes-in-range',
  version: '2.0.0',
  from: 'MIT',
  to: 'AGPL-3.0-or-later',
  verdict: 'denied',
  origin,
  lastAllowedRange: '^1.0.41',
};
const runs: Judgement['evidence'] = {
  ...noEvidence,
  licenseRuns: {
    value: [
      { from: '0.7.0', to: '1.0.41', license: 'MIT' },
      { from: '2.0.0', to: '2.0.10', license: 'AGPL-3.0-or-later' },
    ],
    origin,
  },
};

/** Titles, a star before the preferred one. */
function titles(
  scene: Omit<Scene, 'text' | 'name'> & { readonly text?: string; readonly name?: string },
): string[] {
  const fixes = fixesIn({ text: TEXT, name: 'ua-parser-js', ...scene });
  return fixes.map(({ title, preferred }) => (preferred ? `* ${title}` : title));
}

const BOWSER = 'Replace ua-parser-js by bowser ^2.11.0';
const LAST = 'Use ^1.0.41, the last range under MIT';

describe('fixesFor', () => {
  describe('offers what the policy lists to replace the package', () => {
    const bowser = replacing('ua-parser-js', 'bowser@^2.11.0');
    const cases: readonly (readonly [string, Parameters<typeof titles>[0], readonly string[]])[] = [
      ['for any finding', { policy: bowser }, [`* ${BOWSER}`]],
      ['for a denied license', { policy: bowser, data: denied }, [`* ${BOWSER}`]],
      ['not for another package', { policy: replacing('moment', 'bowser@^2') }, []],
      ['never by itself', { policy: replacing('ua-parser-js', 'ua-parser-js@^1') }, []],
      [
        'each choice, the first one preferred where it is a drop-in',
        { policy: replacing('ua-parser-js', 'a@1=', 'b@2') },
        ['* Replace ua-parser-js by a 1', 'Replace ua-parser-js by b 2'],
      ],
      [
        'each choice, none preferred where there is something to choose',
        { policy: replacing('ua-parser-js', 'a@1', 'b@2=') },
        ['Replace ua-parser-js by a 1', 'Replace ua-parser-js by b 2'],
      ],
      [
        'each package once',
        { policy: replacing('ua-parser-js', 'a@1', 'a@2') },
        ['* Replace ua-parser-js by a 1'],
      ],
      ['by pattern', { policy: replacing('ua-*', 'a@1') }, ['* Replace ua-parser-js by a 1']],
      [
        'by version',
        { policy: replacing('ua-parser-js@>=2', 'a@1'), version: '2.0.1' },
        ['* Replace ua-parser-js by a 1'],
      ],
      ['not for other versions', { policy: replacing('ua-parser-js@>=2', 'a@1'), version: '1.0.1' }, []],
      ['not for an unknown version', { policy: replacing('ua-parser-js@>=2', 'a@1') }, []],
      ['not what is no package name', { policy: replacing('ua-parser-js', 'a b@1') }, []],
    ];
    for (const [title, scene, expected] of cases) it(title, () => assert.deepEqual(titles(scene), expected));
  });

  it('offers the alternative that the finding names first', () => {
    const data: FindingData = { code: 'alternative.approved', alternative: { use: [choice('a@1')], clause } };
    const found = titles({ data, policy: replacing('ua-parser-js', 'b@2') });
    assert.deepEqual(found, ['Replace ua-parser-js by a 1', 'Replace ua-parser-js by b 2']);
  });

  describe('offers what a rule names instead', () => {
    const against = (...instead: string[]): FindingData => ({
      code: 'package.denied',
      packageRule: ruleAgainst('ua-parser-js', ...instead),
    });
    const listed = {
      ...policy,
      alternatives: [{ need: 'user agents', use: [choice('bowser@^2.11.0=')], clause }],
    };
    const cases: readonly (readonly [string, Parameters<typeof titles>[0], readonly string[]])[] = [
      [
        'with the range that the policy lists elsewhere',
        { data: against('bowser'), policy: listed },
        [`* ${BOWSER}`],
      ],
      [
        'with its own range',
        { data: against('bowser@^2.0.0'), policy: listed },
        ['* Replace ua-parser-js by bowser ^2.0.0'],
      ],
      [
        'with the newest version where no range is known',
        { data: against('bowser') },
        ['* Replace ua-parser-js by bowser latest'],
      ],
      ['with a scope', { data: against('@s/x@^1') }, ['* Replace ua-parser-js by @s/x ^1']],
      ['but no patterns', { data: against('@s/*', 'x*', '@s') }, []],
      ['but no words', { data: against('write it yourself') }, []],
      [
        'behind what replaces it',
        { data: against('a'), policy: replacing('ua-parser-js', 'b@1') },
        ['Replace ua-parser-js by b 1', 'Replace ua-parser-js by a latest'],
      ],
      [
        'for other findings too',
        {
          data: denied,
          judgement: {
            reasons: [{ rule: 'package', verdict: 'denied', packageRule: ruleAgainst('x', 'a@1') }],
          },
        },
        ['* Replace ua-parser-js by a 1'],
      ],
    ];
    for (const [title, scene, expected] of cases) it(title, () => assert.deepEqual(titles(scene), expected));
  });

  describe('offers the last range that the policy allows', () => {
    const loose = '{"dependencies":{"ua-parser-js":">=1"}}';
    const bowser = replacing('ua-parser-js', 'bowser@^2.11.0');
    const cases: readonly (readonly [string, Parameters<typeof titles>[0], readonly string[]])[] = [
      [
        'not preferred where the version in use goes',
        { text: loose, data: changes, version: '1.0.40', judgement: { evidence: runs } },
        [LAST],
      ],
      [
        'preferred where the version in use stays',
        { text: loose, data: changes, version: '1.0.41', judgement: { evidence: runs } },
        [`* ${LAST}`],
      ],
      [
        'not preferred where the version is unknown',
        { text: loose, data: changes, judgement: { evidence: runs } },
        [LAST],
      ],
      [
        'without a license where none is known',
        { text: loose, data: changes },
        ['Use ^1.0.41, the last range that the policy allows'],
      ],
      [
        'for a denied license, not preferred',
        { data: denied, version: '2.0.1', judgement: { lastAllowed } },
        [LAST],
      ],
      [
        'for a license in review',
        { data: { code: 'license.review', reason }, judgement: { lastAllowed } },
        [LAST],
      ],
      [
        'for an unknown license',
        { data: { code: 'license.unknown', reason }, judgement: { lastAllowed } },
        [LAST],
      ],
      [
        'not for conditions',
        { data: { code: 'license.conditions', reason }, judgement: { lastAllowed } },
        [],
      ],
      [
        'not for a denied package',
        { data: { code: 'package.denied', packageRule: ruleAgainst('x') }, judgement: { lastAllowed } },
        [],
      ],
      [
        'not where it stands there already',
        { text: '{"dependencies":{"ua-parser-js":"^1.0.41"}}', data: changes },
        [],
      ],
      [
        'behind the alternatives',
        { data: denied, policy: bowser, judgement: { lastAllowed } },
        [BOWSER, LAST],
      ],
      [
        'preferred to an alternative where nothing changes',
        {
          text: loose,
          data: changes,
          version: '1.0.41',
          policy: replacing('ua-parser-js', 'bowser@^2.11.0='),
          judgement: { lastAllowed },
        },
        [BOWSER, `* ${LAST}`],
      ],
      [
        'behind a drop-in alternative',
        { data: denied, policy: replacing('ua-parser-js', 'bowser@^2.11.0='), judgement: { lastAllowed } },
        [`* ${BOWSER}`, LAST],
      ],
    ];
    for (const [title, scene, expected] of cases) it(title, () => assert.deepEqual(titles(scene), expected));

    const edits: readonly (readonly [string, string])[] = [
      ['"ua-parser-js":">=1"', '"ua-parser-js":"^1.0.41"'],
      ['"ua-parser-js" : ">=1", "b":"1"', '"ua-parser-js" : "^1.0.41", "b":"1"'],
      ['"ua-parser-js":"latest"', '"ua-parser-js":"^1.0.41"'],
      ['"ua-parser-js":""', '"ua-parser-js":"^1.0.41"'],
      ['"ua-parser-js":', '"ua-parser-js": "^1.0.41"'],
      ['"ua-parser-js":"npm:ua-parser-js@2"', '"ua-parser-js":"npm:ua-parser-js@^1.0.41"'],
      ['"ua-parser-js":"npm:>=1"', '"ua-parser-js":"npm:^1.0.41"'],
      ['"agent":"npm:ua-parser-js@2"', '"agent":"npm:ua-parser-js@^1.0.41"'],
    ];
    for (const [before, after] of edits) {
      it(`changes ${before}`, () => {
        const text = `{ "dependencies": { ${before} } }`;
        const name = before.includes('"agent"') ? 'agent' : 'ua-parser-js';
        const [fix] = fixesIn({ text, name, data: denied, judgement: { lastAllowed } });
        assert.equal(apply(text, fix), `{ "dependencies": { ${after} } }`);
        assert.equal(fix?.kind, 'use-last-allowed-range');
      });
    }
  });

  describe('offers nothing where the range stands elsewhere', () => {
    const values = [
      'workspace:^',
      'catalog:',
      'file:../x',
      'u/r',
      'https://example.com/x.tgz',
      'jsr:@s/x',
      'patch:x@npm%3A1#p',
    ];
    for (const value of values) {
      it(value, () => {
        const text = `{"dependencies":{"ua-parser-js":"${value}"}}`;
        assert.deepEqual(
          titles({
            text,
            data: denied,
            policy: replacing('ua-parser-js', 'a@1'),
            judgement: { lastAllowed },
          }),
          [],
        );
      });
    }
  });

  it('names the package that comes in', () => {
    const [fix] = fixesIn({
      text: TEXT,
      name: 'ua-parser-js',
      policy: replacing('ua-parser-js', 'bowser@^2.11.0'),
    });
    assert.deepEqual([fix?.kind, fix?.replacement], ['replace-by-alternative', 'bowser']);
  });

  it('shows no control characters of a policy', () => {
    assert.deepEqual(titles({ policy: replacing('ua-parser-js', 'a@1\n\u202e2') }), [
      '* Replace ua-parser-js by a 1 2',
    ]);
  });

  it('writes what a policy says as one JSON text', () => {
    const [fix] = fixesIn({
      text: TEXT,
      name: 'ua-parser-js',
      policy: replacing('ua-parser-js', 'a@1", "evil": "1'),
    });
    assert.deepEqual(JSON.parse(apply(TEXT, fix)), { dependencies: { a: '1", "evil": "1' } });
  });
});

import { strict as assert } from 'node:assert';
import type { ExceptionRequest } from '../../../src/core/model';
import { requestText } from '../../../src/core/present/requestText';
import { parsePolicy } from '../../../src/core/policy/parse';
import { parseRequests } from '../../../src/core/requests/parse';
import { requestsAbout, requestStatus, ruleToNote } from '../../../src/core/requests/status';
import { addRequest, withdrawRequest } from '../../../src/core/requests/write';

const NOW = '2026-11-23T08:00:00Z';
const request: ExceptionRequest = {
  package: 'moment',
  version: '2.30.1',
  kind: 'exception',
  asked: '2026-11-20',
  reason: 'The calendar needs it.',
};

const read = (text: string) => parseRequests(text, 'ospo-requests.yaml');

describe('parseRequests', () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    requests: readonly string[],
    problems: number,
  ])[] = [
    ['nothing', '', [], 0],
    ['an empty list', 'requests: []', [], 0],
    ['a file without a list', 'version: 1\n', [], 0],
    [
      'a request',
      'requests:\n  - package: a\n    asked: 2026-11-20\n    until: 2027-01-31\n    reason: Why not.\n',
      ['a exception 2026-11-20 2027-01-31'],
      0,
    ],
    [
      'JSON',
      '{"requests":[{"package":"a","asked":"2026-11-20","kind":"question"}]}',
      ['a question 2026-11-20 -'],
      0,
    ],
    ['one without a package', 'requests: [{asked: 2026-11-20}]', [], 1],
    [
      'one without a day',
      'requests: [{package: a}, {package: b, asked: 2026-11-20}]',
      ['b exception 2026-11-20 -'],
      1,
    ],
    ['a day that is none', 'requests: [{package: a, asked: 2026-02-30}]', [], 1],
    ['another kind', 'requests: [{package: a, asked: 2026-11-20, kind: order}]', [], 1],
    ['text for a list', 'requests: none', [], 1],
    ['text', 'none', [], 1],
    ['broken YAML', 'requests: [', [], 1],
    [
      'a version that looks like a number',
      'requests: [{package: a, asked: 2026-11-20, version: 1.10}]',
      ['a exception 2026-11-20 -'],
      0,
    ],
  ];
  for (const [title, text, requests, problems] of cases) {
    it(`reads ${title}`, () => {
      const { value, problems: found } = read(text);
      assert.deepEqual(
        value.map((each) => `${each.package} ${each.kind} ${each.asked} ${each.until ?? '-'}`),
        requests,
      );
      assert.equal(found.length > 0, problems > 0, JSON.stringify(found));
      assert.deepEqual(
        [...new Set(found.map(({ file }) => file))],
        problems > 0 ? ['ospo-requests.yaml'] : [],
      );
    });
  }
});

const FILE = `# Ours.
version: 1
requests:
  # Before the release.
  - package: axios
    kind: exception
    asked: 2026-11-01
    reason: "Quoted: kept." # said twice
  - package: zod
    kind: question
    asked: 2026-11-02
    reason: ''
`;

describe('addRequest', () => {
  it('begins a file', () => {
    const text = addRequest('', request) ?? '';
    assert.deepEqual(read(text).value, [request]);
    assert.match(text, /^# /);
    assert.match(text, /\n {2}- package: moment\n {4}version: 2\.30\.1\n {4}kind: exception\n/);
  });

  it('keeps order, comments and quotes', () => {
    const block =
      '  - package: moment\n    version: 2.30.1\n    kind: exception\n    asked: 2026-11-20\n    reason: The calendar needs it.\n';
    assert.equal(addRequest(FILE, request), FILE.replace('  - package: zod', `${block}  - package: zod`));
  });

  it('keeps CRLF', () => {
    const text = addRequest(FILE.replace(/\n/g, '\r\n'), request) ?? '';
    assert.equal(text.replace(/\r\n/g, '\n'), addRequest(FILE, request));
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  const orders: readonly (readonly [name: string, expected: string])[] = [
    ['aaa', 'aaa axios zod'],
    ['moment', 'axios moment zod'],
    ['zzz', 'axios zod zzz'],
  ];
  for (const [name, expected] of orders) {
    it(`sorts ${name}`, () => {
      const text = addRequest(FILE, { ...request, package: name }) ?? '';
      assert.equal(
        read(text)
          .value.map((each) => each.package)
          .join(' '),
        expected,
      );
      assert.ok(
        text.includes('# Before the release.') && text.includes('# said twice') && text.startsWith('# Ours.'),
      );
    });
  }

  it('replaces the same request of the same day', () => {
    const once = addRequest('', request) ?? '';
    const again = addRequest(once, { ...request, reason: 'Better said.' }) ?? '';
    assert.deepEqual(
      read(again).value.map(({ reason }) => reason),
      ['Better said.'],
    );
  });

  it('writes hostile text as text', () => {
    const hostile = { ...request, reason: '- x: [*a\n# no: comment', by: '"!!js' };
    assert.deepEqual(read(addRequest(FILE, hostile) ?? '').value[1], hostile);
  });

  for (const broken of ['requests: [', 'requests: none', '[]', 'a: &x [*x', '['.repeat(5000)])
    it(`writes nothing over ${JSON.stringify(broken.slice(0, 20))}`, () =>
      assert.equal(addRequest(broken, request), undefined));
});

describe('withdrawRequest', () => {
  it('notes the day and leaves the rest', () => {
    const [axios] = read(FILE).value;
    assert.ok(axios);
    assert.equal(
      withdrawRequest(FILE, axios, '2026-11-23'),
      FILE.replace('# said twice\n', '# said twice\n    withdrawn: 2026-11-23\n'),
    );
  });
});

function policyOf(rules: string) {
  const { value, problems } = parsePolicy(
    `version: 1\nname: Test\nlicenses: {allow: [permissive]}\n${rules}`,
    { origin: 'p.yaml' },
  );
  assert.deepEqual(problems, []);
  return value;
}

describe('requestStatus', () => {
  const DENIED = 'packages: {deny: [{package: moment, clause: "2.3"}]}';
  const cases: readonly (readonly [
    title: string,
    policy: string,
    change: Partial<ExceptionRequest>,
    expected: string,
  ])[] = [
    ['nothing decided', '', {}, 'Exception requested on 2026-11-20: pending.'],
    ['asked by somebody', '', { by: 'J. Doe' }, 'Exception requested on 2026-11-20 by J. Doe: pending.'],
    ['a question', '', { kind: 'question' }, 'Asked on 2026-11-20: pending.'],
    [
      'withdrawn',
      '',
      { withdrawn: '2026-11-22' },
      'Exception requested on 2026-11-20: withdrawn on 2026-11-22.',
    ],
    [
      'an exception',
      'exceptions: [{package: moment, reason: ok, id: OSPO-88, approver: J. Doe, expires: 2027-01-31, conditions: [unmodified only]}]',
      {},
      'Exception requested on 2026-11-20: approved until 2027-01-31, unmodified only, by J. Doe (decision OSPO-88).',
    ],
    [
      'an exception for these versions',
      'exceptions: [{package: moment@^2.30.0, reason: ok, id: OSPO-88}]',
      {},
      'Exception requested on 2026-11-20: approved (decision OSPO-88).',
    ],
    [
      'an exception for other versions',
      'exceptions: [{package: moment@^1, reason: ok}]',
      {},
      'Exception requested on 2026-11-20: pending.',
    ],
    [
      'an exception that has ended',
      'exceptions: [{package: moment, reason: ok, expires: 2026-11-22}]',
      {},
      'Exception requested on 2026-11-20: pending.',
    ],
    [
      'an exception on its last day',
      'exceptions: [{package: moment, reason: ok, id: A-1, expires: 2026-11-23}]',
      {},
      'Exception requested on 2026-11-20: approved until 2026-11-23 (decision A-1).',
    ],
    [
      'a decision after it was taken back',
      'exceptions: [{package: moment, reason: ok, id: A-1}]',
      { withdrawn: '2026-11-21' },
      'Exception requested on 2026-11-20: approved (decision A-1).',
    ],
    ['a new denial', DENIED, {}, 'Exception requested on 2026-11-20: denied (decision 2.3).'],
    [
      'the denial that was there before',
      DENIED,
      { rule: '2.3 denied moment' },
      'Exception requested on 2026-11-20: pending.',
    ],
    [
      'an approval by name',
      'packages: {approve: [{package: moment, clause: "3.1"}]}',
      {},
      'Exception requested on 2026-11-20: approved (decision 3.1).',
    ],
    [
      'another package',
      'exceptions: [{package: axios, reason: ok}]',
      {},
      'Exception requested on 2026-11-20: pending.',
    ],
  ];
  for (const [title, rules, change, expected] of cases) {
    it(`tells ${title}`, () => {
      const asked = { ...request, ...change };
      assert.equal(requestText(asked, requestStatus(asked, policyOf(rules), NOW)), expected);
    });
  }

  it('notes the rule that stands against the package', () => {
    const policy = policyOf(DENIED);
    assert.equal(ruleToNote('moment', '2.30.1', policy), '2.3 denied moment');
    assert.equal(ruleToNote('axios', undefined, policy), undefined);
  });
});

describe('requestsAbout', () => {
  it('gives those of a package, the newest first', () => {
    const older = { ...request, asked: '2025-01-01' };
    assert.deepEqual(requestsAbout([older, { ...request, package: 'axios' }, request], 'moment'), [
      request,
      older,
    ]);
  });
});

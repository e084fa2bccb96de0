import { strict as assert } from 'node:assert';
import type { Policy } from '../../../src/core/model';
import { askLink } from '../../../src/core/present/ask';
import { dependencyOf, findingOf, judgementOf, lock, policy } from './samples';

const agpl = judgementOf('AGPL-3.0-or-later');

function asking(template: string): Policy {
  return { ...policy, ask: { label: 'Ask the OSPO', template } };
}

describe('present/ask', () => {
  it('fills title and body of the case', () => {
    const link = askLink(agpl, policy, 'apps/web/package.json');
    assert.equal(link?.label, 'Ask the OSPO');
    assert.equal(link.case.title, 'ua-parser-js 2.0.10: AGPL-3.0-or-later, denied');
    assert.match(
      link.case.body,
      /^Package: ua-parser-js 2\.0\.10\nUsed: in production, apps\/web\/package\.json\n/,
    );
    const url = new URL(link.url);
    assert.equal(url.searchParams.get('title'), link.case.title);
    assert.equal(url.searchParams.get('body'), link.case.body);
  });

  const templates: readonly (readonly [string, string])[] = [
    ['https://x.example/?p={package}&v={version}', 'https://x.example/?p=ua-parser-js&v=2.0.10'],
    [
      'https://x.example/?l={license}&s={scope}&d={verdict}',
      'https://x.example/?l=AGPL-3.0-or-later&s=production&d=denied',
    ],
    [
      'https://x.example/?m={manifest}&p={policy}',
      'https://x.example/?m=a%20b%2Fpackage.json&p=Acme%202026-11',
    ],
    ['https://x.example/{nothing}/{constructor}', 'https://x.example/{nothing}/{constructor}'],
    [
      'mailto:ospo@x.example?subject={title}',
      'mailto:ospo@x.example?subject=ua-parser-js%202.0.10%3A%20AGPL-3.0-or-later%2C%20denied',
    ],
  ];
  for (const [template, expected] of templates) {
    it(`fills ${template}`, () =>
      assert.equal(askLink(agpl, asking(template), 'a b/package.json')?.url, expected));
  }

  const services: readonly (readonly [title: string, template: string, whole: boolean])[] = [
    [
      'a form of GitHub',
      'https://github.com/a/b/issues/new?template=ask.yml&title={title}&case={body}',
      true,
    ],
    [
      'GitLab',
      'https://gitlab.example/a/b/-/issues/new?issue[title]={title}&issue[description]={body}',
      true,
    ],
    [
      'Jira',
      'https://jira.example/secure/CreateIssueDetails!init.jspa?pid=1&summary={title}&description={body}',
      true,
    ],
    ['Teams', 'https://teams.microsoft.com/l/chat/0/0?users=ospo@x.example&message={body}', true],
    ['a channel of Slack', 'https://app.slack.com/client/T1/C1', false],
    ['single facts', 'https://x.example/?p={package}', false],
  ];
  for (const [title, template, whole] of services) {
    it(`opens ${title}`, () => {
      const link = askLink(agpl, asking(template), 'p');
      assert.equal(link?.whole, whole);
      assert.equal(new URL(link.url).host, new URL(template).host);
      assert.equal(link.url.includes(encodeURIComponent(link.case.body)), whole);
    });
  }

  it('says when the address cannot carry the whole', () => {
    const long = { ...agpl, reasons: Array.from({ length: 9 }, () => agpl.reasons).flat() };
    const findings = Array.from({ length: 60 }, (_, index) =>
      findingOf(
        { code: 'package.deprecated', message: `use ${index}`, origin: lock },
        dependencyOf('x'),
        undefined,
      ),
    );
    assert.equal(askLink({ ...long, findings }, policy, 'p')?.whole, false);
  });

  it('names what was decided and asked before, ended approvals too', () => {
    const clause = { path: 'exceptions[0]', policy: 'p.yaml', id: 'OSPO-1' };
    const pattern = { type: 'npm', name: 'ua-parser-js', range: '^1' };
    const ended = {
      pattern,
      context: {},
      reason: 'x',
      approver: 'Jo',
      expires: '2020-01-31',
      conditions: [],
      clause,
    };
    const link = askLink(agpl, { ...policy, exceptions: [ended] }, 'p', ['Asked on 2026-11-20: pending.']);
    const expected = [
      'ua-parser-js@^1: approved until 2020-01-31, by Jo (decision OSPO-1)',
      'Asked on 2026-11-20: pending.',
    ];
    assert.deepEqual(link?.earlier, expected);
    for (const line of expected) assert.ok(link.case.body.includes(`- ${line}`));
  });

  it('names the alternatives of the policy', () => {
    const clause = { path: 'alternatives[0]', policy: 'p.yaml' };
    const use = [{ name: 'bowser', range: '^2.11.0', reason: 'Small.', dropIn: false }];
    const alternatives = [{ replaces: { type: 'npm', name: 'ua-parser-js' }, use, clause }];
    const finding = findingOf(
      { code: 'package.deprecated', message: '', origin: lock },
      agpl.dependency,
      undefined,
    );
    const link = askLink({ ...agpl, findings: [finding] }, { ...policy, alternatives }, 'p');
    assert.match(link?.case.body ?? '', /\n- bowser \^2\.11\.0 \(Small\)\n/);
  });

  it('keeps credentials and the folders of people to itself', () => {
    const message = 'see https://jo:secret@x.example/y, /home/jo/x and C:\\Users\\jo\\x, /Users/jo/z';
    const finding = findingOf(
      { code: 'package.deprecated', message, origin: lock },
      agpl.dependency,
      undefined,
    );
    const body = askLink({ ...agpl, findings: [finding] }, policy, 'p')?.case.body ?? '';
    assert.match(body, /see https:\/\/x\.example\/y/);
    assert.doesNotMatch(body, /secret|\bjo\b/);
  });

  it('ends the lines of a mail as mail does', () => {
    assert.match(askLink(agpl, asking('mailto:ospo@x.example?body={body}'), 'p')?.url ?? '', /%0D%0A/);
  });

  for (const template of [
    'http://x.example/?p={package}',
    'javascript:alert({package})',
    'command:x?{package}',
    'https://{package}/',
    'https://x.example@{package}.evil.example/',
    'mailto:{package}@x.example',
  ]) {
    it(`refuses ${template}`, () => assert.equal(askLink(agpl, asking(template), 'p'), undefined));
  }

  it('has nothing to open where the policy names nobody', () => {
    assert.equal(askLink(agpl, { ...policy, ask: undefined }, 'p'), undefined);
  });

  it('shortens the body of a long case and says so', () => {
    const findings = Array.from({ length: 60 }, (_, index) =>
      findingOf(
        { code: 'package.deprecated', message: `ü😀 use ${index}`, origin: lock },
        dependencyOf('x'),
        '1.0.0',
      ),
    );
    const link = askLink({ ...agpl, findings }, policy, 'package.json');
    assert.ok(link !== undefined && link.url.length <= 2000);
    assert.match(new URL(link.url).searchParams.get('body') ?? '', /\n… \(shortened\)$/);
  });

  it('survives half a surrogate pair', () => {
    assert.ok(askLink(judgementOf('x\ud800y'), policy, 'package\udc00.json'));
  });

  it('never carries credentials of an address', () => {
    const dependency = dependencyOf('x', {
      range: 'git+https://user:secret@git.example.com/x.git',
      specifier: { kind: 'git', url: 'git+https://user:secret@git.example.com/x.git', committish: '' },
    });
    const reasons = [
      { rule: 'not-a-registry-package', verdict: 'unknown', specifier: dependency.specifier } as const,
    ];
    const link = askLink(
      { ...agpl, dependency, reasons },
      asking('https://x.example/?r={range}&b={body}'),
      'p',
    );
    assert.doesNotMatch(link?.url ?? 'secret', /secret/);
  });
});

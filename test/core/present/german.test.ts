import { strict as assert } from 'node:assert';
import german from '../../../resources/l10n/bundle.l10n.de.json';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import { parsePackageLock } from '../../../src/core/lockfiles/npm';
import type { FactKind, Gap, Judgement, SourceId } from '../../../src/core/model';
import { outboundOf } from '../../../src/core/outbound';
import { parsePolicy } from '../../../src/core/policy/parse';
import { askLink } from '../../../src/core/present/ask';
import { explainText } from '../../../src/core/present/explain';
import { mergeTitle, rangeTitle, replaceTitle } from '../../../src/core/present/fixTitles';
import { gapPhrases, missingLicense } from '../../../src/core/present/gaps';
import { hoverMarkdown } from '../../../src/core/present/hoverMarkdown';
import { firstPolicy } from '../../../src/core/present/firstPolicy';
import { inlayOf } from '../../../src/core/present/inlay';
import { speak } from '../../../src/core/present/language';
import { messageOf } from '../../../src/core/present/messages';
import { groupTitle, notice, policyOrigin } from '../../../src/core/present/notices';
import { outboundText } from '../../../src/core/present/outboundText';
import { reasonText } from '../../../src/core/present/reasons';
import { reportMarkdown } from '../../../src/core/present/reportMarkdown';
import { reportPage } from '../../../src/core/present/reportPage';
import { statusOf } from '../../../src/core/present/status';
import { textReport } from '../../../src/core/present/text';
import { titleOf, verdictTitle } from '../../../src/core/present/words';
import { reportOf } from '../../../src/core/report/report';
import { findingCodes } from '../../../src/core/rules/input';
import { cardOf, NOW, own, sourceOf, use } from '../report/samples';
import { cases as messages } from './messages.test';
import { cases as reasons } from './reasons.test';
import { dependencyOf, findingOf, judgementOf, licenseReason, lock, policy, scorecard } from './samples';

/** Words that German sentences do not have. What packages and policies are called is not ours to translate. */
const ENGLISH =
  /(?<![\w./@-])(the|The|is|were|not|Not|which|that|by|denied|allowed|needs|review|known|unknown|policy|Policy|license|License|found|checked|nothing|Nothing|evidence|Evidence|source|Source|Why|asks|weakest|lists|states)(?![\w./@[:-])/;

/** Only what stands in the samples, in the words of whoever wrote it. */
const DATA = [
  /shipped malware in 2018|link dynamically|offer the source|unmodified only|use got instead|"?Standard 'no charge'[^"]*"?/g,
  /"[^"]*"|„[^“]*“/g,
];

function assertGerman(text: string): void {
  const ours = DATA.reduce((rest, data) => rest.replace(data, ''), text);
  const found = ENGLISH.exec(ours);
  assert.equal(found, null, `"${found?.[0] ?? ''}" in: ${text}`);
}

const gaps: readonly Gap[] = (
  [
    'offline',
    'private',
    'not-found',
    'unreachable',
    'time-out',
    'rate-limited',
    'bad-answer',
    'no-repository',
    'unsupported',
  ] as const
).flatMap((why) =>
  (['npm', 'scorecard', 'mirror'] as const satisfies readonly SourceId[]).map((source) => ({
    fact: 'scorecard' satisfies FactKind,
    source,
    why,
  })),
);

const agpl = judgementOf(
  'AGPL-3.0-only',
  {
    verdict: 'denied',
    scorecard: { value: scorecard, origin: lock },
    lastAllowed: { range: '^1.0.41', version: '1.0.41', license: 'MIT', origin: lock },
    findings: [
      findingOf(
        { code: 'license.denied', reason: licenseReason('AGPL-3.0-only') },
        dependencyOf('ua-parser-js'),
        '2.0.10',
      ),
      findingOf({ code: 'package.deprecated', message: '', origin: lock }, dependencyOf('x'), '1'),
    ],
  },
  {
    gaps,
    repository: { value: { id: 'github.com/a/b', provenance: 'self-reported' }, origin: lock },
    licenseRuns: { value: [{ from: '1.0.0', to: '2.0.0', license: 'MIT' }], origin: lock },
    lastRelease: { value: '2026-01-01T00:00:00Z', origin: lock },
    advisories: { value: [], origin: lock },
  },
);
const pending = judgementOf('', { verdict: 'unknown', pending: true, reasons: [], license: undefined });

describe('the German bundle', () => {
  beforeEach(() => speak(german));
  afterEach(() => speak(undefined));

  for (const [data, dependency, version, english] of messages)
    it(`says in German: ${english}`, () => assertGerman(messageOf(findingOf(data, dependency, version))));

  for (const [name, reason] of reasons)
    it(`gives ${name} as a reason`, () => assertGerman(reasonText(reason)));

  it('says what was not established', () => {
    [...gapPhrases(gaps), ...missingLicense(gaps, [lock])].forEach(assertGerman);
  });

  it('titles findings, verdicts and groups', () => {
    findingCodes.map(titleOf).forEach(assertGerman);
    Object.values(verdictTitle).forEach(assertGerman);
    assertGerman(
      [groupTitle('own'), groupTitle('pending'), policyOrigin({ ...policy, isDefault: true })].join(),
    );
  });

  it('fills the hover, the trace and the hint behind the line', () => {
    for (const judgement of [agpl, pending, judgementOf('MIT'), judgementOf('MIT OR GPL-3.0-only')]) {
      const dress = { explain: 'command:a', clause: 'command:b', useRange: 'command:c' };
      assertGerman(hoverMarkdown(judgement, policy, dress).replace(/\]\([^)]*\)/g, ']'));
      assertGerman(explainText(judgement, policy, 'package.json'));
      assertGerman(inlayOf(judgement)?.tooltip ?? '');
    }
  });

  it('fills the case for the OSPO', () => {
    const found = askLink(
      agpl,
      { ...policy, ask: { label: 'OSPO', template: 'mailto:o@x.example?body={body}' } },
      'a',
    );
    assertGerman(found?.case.body ?? 'is');
    assertGerman(found?.case.title ?? 'is');
  });

  it('fills titles of fixes', () => {
    const [old, other] = [dependencyOf('moment'), dependencyOf('date-fns')];
    const choice = { name: 'date-fns', range: '^4.1.0', dropIn: false };
    assertGerman(replaceTitle(old, choice, { movedFrom: [other], types: [dependencyOf('@types/moment')] }));
    assertGerman(replaceTitle(old, choice, { movedFrom: [], types: [] }));
    assertGerman(mergeTitle(old, other, [dependencyOf('@types/moment')]));
    assertGerman([rangeTitle('^1', 'MIT'), rangeTitle('^1', undefined)].join(' '));
  });

  it('fills the summary, the report and the status', () => {
    const judgements: readonly Judgement[] = [agpl, pending, judgementOf('MIT')];
    const source = { path: 'package.json', text: '{}', policy, judgements, findings: [], problems: [] };
    const meta = { tool: { name: 'x', version: '1' }, offline: true, problems: [], textOf: () => undefined };
    assertGerman(textReport([source], meta));
    for (const isOffline of [true, false])
      statusOf(judgements, { ...policy, isDefault: isOffline }, isOffline).tooltip.forEach(assertGerman);
  });

  it('fills the page about all manifests', () => {
    const uses = [
      use('ok', 'MIT', { card: cardOf('github.com/x/ok', 6.5, [4, 5]) }),
      use('agpl', 'AGPL-3.0-only'),
      use('mine', undefined, own),
    ];
    const report = reportOf({ sources: [sourceOf('web/package.json', uses)], now: NOW, offline: true });
    assertGerman(reportMarkdown(reportPage(report)));
  });

  it('says what would be sent', async () => {
    const nobody = await outboundOf([], { sources: [], offline: [] }, () => undefined, { aborted: false });
    assertGerman(outboundText('package.json', nobody));
  });

  it('fills the notices', () => {
    assertGerman(notice.noAsk(policy).replace('`ask`', ''));
    assertGerman([notice.restricted, notice.notNow, firstPolicy.spoken, notice.policyProblems(2)].join(' '));
  });

  it('says what is wrong with a manifest, a lockfile and a policy', () => {
    const policyText =
      'licenses:\n  alow: [Apache2]\n  deny: [{ when: 3 }]\nexceptions: [{ package: "a b" }]\n';
    const problems = [
      ...parseManifest('{ "dependencies": { "A b": 1, "c": "1" "d": "2", } ').problems,
      ...parsePackageLock('{').problems,
      ...parsePolicy(policyText, { origin: 'p.yaml' }).problems,
    ];
    assert.ok(problems.length > 6);
    for (const { message } of problems) assertGerman(message.replace(/^[\w.[\]]+: /, ''));
  });

  it('speaks as a reader would', () => {
    const [finding] = agpl.findings;
    assert.equal(
      finding && messageOf(finding),
      'ua-parser-js 2.0.10 steht unter AGPL-3.0-only: abgelehnt in Produktion (Netzwerk-Copyleft).',
    );
    assert.equal(
      reasonText(licenseReason('AGPL-3.0-only')),
      'AGPL-3.0-only ist laut Richtlinie 2.3 als Netzwerk-Copyleft abgelehnt. Quelle: package-lock.json, 2026-11-23.',
    );
    assert.equal(
      reasonText(licenseReason('MPL-2.0')),
      'MPL-2.0 (schwaches Copyleft) wird von der Richtlinie nicht erwähnt: Prüfung nötig. Quelle: package-lock.json, 2026-11-23.',
    );
    assert.equal(
      gapPhrases(gaps)[0],
      'npm-Registry, Scorecard-Dienst und Spiegel wurden nicht gefragt: offline',
    );
  });
});

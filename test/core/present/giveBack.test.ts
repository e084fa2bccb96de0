import { strict as assert } from 'node:assert';
import type { PackageLinks } from '../../../src/core/model';
import { explainText } from '../../../src/core/present/explain';
import { giveBackOf } from '../../../src/core/present/giveBack';
import { hoverMarkdown } from '../../../src/core/present/hoverMarkdown';
import { judgementOf, lock, policy, scorecard } from './samples';

function judged(raw: unknown, repository: string | undefined, links: PackageLinks = {}) {
  return judgementOf(
    raw,
    {},
    {
      links,
      ...(repository !== undefined && {
        repository: { value: { id: repository, provenance: 'self-reported' }, origin: lock },
      }),
    },
  );
}

const TERMS =
  'Contributions come under the license of the project (the package states MIT), by the terms of GitHub, unless the project says otherwise.';

describe('present/giveBack', () => {
  const places: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ['a repository on GitHub', 'github.com/o/r', 'https://github.com/o/r/contribute'],
    ['another forge', 'gitlab.com/group/sub/r', 'https://gitlab.com/group/sub/r'],
    ['a host that nobody vouched for', 'evil.example/o/r', undefined],
    ['no repository', undefined, undefined],
    ['a repository that breaks out', 'github.com/o/r) [x](command:evil', undefined],
  ];
  for (const [name, repository, expected] of places)
    it(`leads to ${expected ?? 'nowhere'} for ${name}`, () =>
      assert.equal(giveBackOf(judged('MIT', repository)).contribute?.address, expected));

  const fundings: readonly (readonly [string | undefined, string | undefined])[] = [
    ['https://opencollective.com/x', 'https://opencollective.com/x'],
    ['http://fund.example', undefined],
    ['javascript:alert(1)', undefined],
    ['command:workbench.action.quit', undefined],
    ['https://user:secret@fund.example/', undefined],
    [undefined, undefined],
  ];
  for (const [funding, expected] of fundings)
    it(`${expected === undefined ? 'refuses' : 'takes'} ${String(funding)} as the place to fund`, () => {
      const links = funding === undefined ? {} : { funding };
      assert.equal(giveBackOf(judged('MIT', undefined, links)).fund?.address, expected);
    });

  it('says under which license contributions come, where the terms of the host say it', () => {
    assert.equal(giveBackOf(judged('MIT', 'github.com/o/r')).contribute?.terms, TERMS);
    assert.equal(giveBackOf(judged('MIT', 'gitlab.com/o/r')).contribute?.terms, undefined);
    assert.equal(giveBackOf(judged('SEE LICENSE', 'github.com/o/r')).contribute?.terms, undefined);
  });

  it("takes the Scorecard's repository where the package names none", () => {
    const judgement = judgementOf('MIT', { scorecard: { value: scorecard, origin: lock } });
    assert.equal(
      giveBackOf(judgement).contribute?.address,
      'https://github.com/faisalman/ua-parser-js/contribute',
    );
  });

  it('offers nothing for a private package', () => {
    const judgement = judged('MIT', 'github.com/acme/secret', { funding: 'https://fund.example' });
    assert.deepEqual(giveBackOf({ ...judgement, privacy: { because: 'workspace-package' } }), {});
  });

  it('stands at the end of the second line of good news', () => {
    const judgement = judged('MIT', 'github.com/o/r', { funding: 'https://fund.example' });
    const [, second = '', ...rest] = hoverMarkdown(judgement, policy, { explain: 'command:e' }).split('\n');
    assert.deepEqual(rest, []);
    assert.equal(
      second.slice(second.indexOf('[Why?]')),
      `[Why?](command:e) · [Contribute ↗](https://github.com/o/r/contribute "https://github.com/o/r/contribute: ${TERMS}") · [Fund ↗](https://fund.example)`,
    );
  });

  it('stands in the explanation with the same addresses', () => {
    const judgement = judged('MIT', 'github.com/o/r', { funding: 'https://fund.example' });
    const text = explainText(judgement, policy, 'package.json');
    const part = text.slice(text.indexOf('├─ Give back')).split('\n').slice(0, 4);
    assert.deepEqual(part, [
      '├─ Give back',
      '│  ├─ Contribute: https://github.com/o/r/contribute',
      `│  ├─ ${TERMS}`,
      '│  └─ Fund: https://fund.example',
    ]);
  });
});

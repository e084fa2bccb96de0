import { strict as assert } from 'node:assert';
import { parsePolicy } from '../../src/core/policy/parse';
import { askLink } from '../../src/core/present/ask';
import { toSarif } from '../../src/core/present/sarif';
import { scanManifest } from '../../src/core/scan';
import { uriPart, wellFormed } from '../../src/core/text';
import { meta } from './helpers/scanned';

const HALF = '\ud800';

describe('core/text, with halves of surrogate pairs', () => {
  it('makes a part of an address of any text', () => {
    assert.equal(uriPart(`a/${HALF}b\udfff😀`), 'a%2F%EF%BF%BDb%EF%BF%BD%F0%9F%98%80');
    assert.equal(wellFormed(`${HALF}\ud83d\ude00`), '\ufffd😀');
  });

  it('asks and reports whatever a policy, a name or a path holds', async () => {
    const half = JSON.stringify(`x${HALF}`);
    const { value: policy } = parsePolicy(
      `{ "version": 1, "name": ${half}, "ask": { "label": ${half}, "template": "https://example.com/?t={title}&b={body}&r={rule}&a={alternatives}" },
        "clauses": { ${half}: { "title": ${half} } }, "packages": { "deny": [{ "package": "a", "reason": ${half}, "clause": ${half}, "instead": [${half}] }] } }`,
      { origin: `p${HALF}.json` },
    );
    const path = `sub${HALF}/package.json`;
    const input = {
      path,
      text: '{ "dependencies": { "a": "1" } }',
      policy,
      now: '2026-11-23T08:00:00Z',
      privacyOf: () => undefined,
    };
    const report = await scanManifest(input, { sources: [], offline: [] }, { aborted: false });
    const [judgement] = report.judgements;
    assert.ok(judgement);
    assert.equal(URL.canParse(askLink(judgement, policy, path)?.url ?? ''), true);
    assert.match(JSON.stringify(toSarif([report], meta)), /sub%EF%BF%BD\/package\.json/);
  });
});

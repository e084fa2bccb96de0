import { strict as assert } from 'node:assert';
import type { Dependency, Finding, Judgement } from '../../../src/core/model';
import { broughtFindings, broughtLines, broughtRow } from '../../../src/core/present/broughtText';
import { drain, isPause } from '../../../src/core/steps';
import type { Steps } from '../../../src/core/steps';
import { BroughtFindings, findingsOn } from '../../../src/core/tree/brought';
import { dependencyOf, findingOf, judgementOf, licenseReason } from '../present/samples';

/** A finding on a package that an entry brings by way of others. */
function brought(
  entry: Dependency,
  names: readonly string[],
  severity: Finding['severity'] = 'error',
): Finding {
  const reason = licenseReason('AGPL-3.0-only');
  const base = findingOf({ code: 'license.denied', reason }, entry, '1.0.0');
  const path = [entry.name, ...names].map((name) => ({ name, version: '1.0.0' }));
  const judged = { verdict: 'denied' as const, license: undefined, reasons: [reason] };
  return { ...base, severity, via: { path, otherPaths: 0, alike: [], judged } };
}

const entry = (name: string, at: number, more: Parameters<typeof dependencyOf>[1] = {}): Dependency => {
  const dependency = dependencyOf(name, more);
  return { ...dependency, nameSpan: { start: at, end: at + name.length } };
};

const judged = (dependency: Dependency): Judgement => ({ ...judgementOf('MIT'), dependency, findings: [] });

describe('core/tree/brought', () => {
  it('gives each entry what it brings, at the place where it stands now', () => {
    const found = new BroughtFindings([brought(entry('a', 10), ['x']), brought(entry('b', 20), ['y'])]);
    const [a, b, c] = found.attach([
      judged(entry('a', 110)),
      judged(entry('b', 120)),
      judged(entry('c', 130)),
    ]);
    assert.deepEqual(
      [a, b, c].map((one) => one?.brought?.map(({ span, via }) => [span.start, via?.path.at(-1)?.name])),
      [[[110, 'x']], [[120, 'y']], undefined],
    );
  });

  it('leaves a judgement the same object where it brings nothing, and gives another one each time the same', () => {
    const found = new BroughtFindings([brought(entry('a', 10), ['x'])]);
    const before = [judged(entry('a', 10)), judged(entry('b', 20))];
    const [once, again] = [found.attach(before), found.attach(before)];
    assert.equal(once[1], before[1]);
    assert.equal(once[0], again[0]);
    assert.equal(new BroughtFindings([]).attach(before), before);
  });

  it('says nothing of an entry that asks for something else, or stands in another block', () => {
    const found = new BroughtFindings([brought(entry('a', 10), ['x'])]);
    const others = [entry('a', 10, { range: '^9.0.0' }), entry('a', 10, { scope: 'development' })];
    for (const one of found.attach(others.map(judged))) assert.equal(one.brought, undefined);
  });

  it('tells of an entry that stands there twice once', () => {
    const found = new BroughtFindings([brought(entry('a', 10), ['x'])]);
    const twice = found.attach([judged(entry('a', 10)), judged(entry('a', 50))]);
    assert.deepEqual(
      twice.map((one) => findingsOn(one).length),
      [1, 0],
    );
  });
});

describe('core/present/broughtText', () => {
  const dependency = entry('a', 10);
  const withSeverities = (...severities: readonly Finding['severity'][]): Judgement => ({
    ...judged(dependency),
    brought: severities.map((severity, index) => brought(dependency, [`x${index}`], severity)),
  });

  it('puts first what asks for action', () => {
    const found = broughtFindings(withSeverities('hint', 'information', 'error', 'warning'));
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['error', 'warning', 'information', 'hint'],
    );
  });

  it('says the worst ones and counts the others', () => {
    const lines = broughtLines(withSeverities('hint', 'error', 'error', 'error', 'error', 'error', 'error'));
    assert.equal(lines.length, 6);
    assert.match(lines[0] ?? '', /^x1 1\.0\.0 \(brought by a 1\.0\.0\)/);
    assert.equal(lines[5], '… and 2 more');
    assert.deepEqual(broughtLines(judged(dependency)), []);
  });

  it('names the package and the way between it and the dependency', () => {
    const { label, details, spoken } = broughtRow(brought(dependency, ['b', 'c', 'x']));
    assert.deepEqual(
      [label, details, spoken],
      ['x 1.0.0', ['no license', 'b 1.0.0 › c 1.0.0'], 'x 1.0.0, Denied, no license, b 1.0.0 › c 1.0.0'],
    );
  });

  it('counts packages of which the same is to be said', () => {
    const one = brought(dependency, ['b', 'x']);
    const via = one.via && { ...one.via, alike: [{ name: 'y', version: '1.0.0' }] };
    assert.equal(broughtRow({ ...one, ...(via && { via }) }).label, 'x 1.0.0 and 1 package like it');
  });
});

describe('core/steps', () => {
  function* sum(length: number): Steps<number> {
    let total = 0;
    for (let index = 0; index < length; index++) {
      if (isPause(index)) yield;
      total += index;
    }
    return total;
  }

  it('come to the same end with pauses and without', () => {
    assert.equal(drain(sum(1000)), 499_500);
    const steps = sum(1000);
    let pauses = 0;
    while (steps.next().done !== true) pauses += 1;
    assert.equal(pauses, 3);
  });
});

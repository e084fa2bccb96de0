import { readLicense } from '../../../src/core/licenses/read';
import { decideExpression } from '../../../src/core/licenses/decide';
import type {
  Clause,
  Dependency,
  DependencyScope,
  Evidence,
  Finding,
  FindingData,
  Judgement,
  LicenseRule,
  Origin,
  Policy,
  Reason,
  Scorecard,
  Severity,
  Specifier,
} from '../../../src/core/model';
import { noEvidence } from '../../../src/core/evidence';
import { policyOf } from '../helpers/policy';

/** Small records for the tests of the words. */

export const lock: Origin = { source: 'lockfile', label: 'package-lock.json', date: '2026-11-23' };

export function clauseAt(path: string, more: Partial<Clause> = {}): Clause {
  return { path, policy: 'ospo-policy.yaml', ...more };
}

export function dependencyOf(
  name: string,
  more: { packageName?: string; scope?: DependencyScope; range?: string; specifier?: Specifier } = {},
): Dependency {
  const range = more.range ?? '^1.0.0';
  const packageName = more.packageName ?? name;
  return {
    name,
    packageName,
    scope: more.scope ?? 'production',
    range,
    specifier: more.specifier ?? { kind: 'registry', name: packageName, range, tag: false },
    nameSpan: { start: 0, end: name.length },
    rangeSpan: { start: 20, end: 20 + range.length },
    entrySpan: { start: 0, end: 20 + range.length },
  };
}

function rule(selector: LicenseRule['selector'], more: Partial<LicenseRule>): LicenseRule {
  return {
    selector,
    decision: 'allowed',
    context: {},
    conditions: [],
    clause: clauseAt('licenses'),
    ...more,
  };
}

function term(id: string): LicenseRule['selector'] {
  return { kind: 'term', term: { type: 'license', id, plus: false } };
}

export const policy: Policy = {
  ...policyOf({}),
  name: 'Acme',
  revision: '2026-11',
  origin: 'ospo-policy.yaml',
  hash: 'x',
  licenseRules: [
    rule(term('MIT'), { clause: clauseAt('licenses.allow[0]') }),
    rule(term('GPL-3.0-only'), { decision: 'denied', clause: clauseAt('licenses.deny[0]') }),
    rule(
      { kind: 'category', category: 'network-copyleft' },
      {
        decision: 'denied',
        clause: clauseAt('licenses.deny[1]', { id: '2.3', title: 'No network copyleft' }),
      },
    ),
    rule(term('LGPL-3.0-only'), {
      decision: 'conditions',
      conditions: ['link dynamically', 'offer the source'],
      clause: clauseAt('licenses.conditions[0]'),
    }),
  ],
  ask: { label: 'Ask the OSPO', template: 'https://ospo.example.com/new?title={title}&body={body}' },
};

/** What the policy above says of a license field, as a reason. */
export function licenseReason(raw: unknown, dependency = dependencyOf('x')): Reason {
  const reading = readLicense(raw);
  if (reading.kind === 'not-spdx')
    return { rule: 'license.not-spdx', verdict: 'review', reading, origin: lock };
  const decision = decideExpression(reading.expression, policy, {
    scope: dependency.scope,
    shipping: policy.shipping,
    manifestPath: 'package.json',
    packageName: dependency.packageName,
  });
  return { rule: 'license', verdict: decision.verdict, reading, decision, origin: lock };
}

export function findingOf(
  data: FindingData,
  dependency: Dependency,
  version: string | undefined,
  severity: Severity = 'warning',
): Finding {
  return { code: data.code, severity, dependency, version, span: dependency.nameSpan, data };
}

export const scorecard: Scorecard = {
  repository: 'github.com/faisalman/ua-parser-js',
  score: 5.1,
  date: '2026-06-29',
  checks: [
    { name: 'Code-Review', score: 0, reason: 'none' },
    { name: 'Fuzzing', score: 0, reason: 'none' },
    { name: 'License', score: 10, reason: 'found' },
    { name: 'Packaging', score: -1, reason: 'inconclusive' },
  ],
  history: [{ date: '2025-06-30', score: 2 }],
};

export function judgementOf(
  raw: unknown,
  more: Partial<Judgement> = {},
  evidence: Partial<Evidence> = {},
): Judgement {
  const dependency = more.dependency ?? dependencyOf('ua-parser-js');
  const reason = licenseReason(raw, dependency);
  return {
    dependency,
    evidence: {
      ...noEvidence,
      version: { value: '2.0.10', origin: lock },
      licenses: [{ value: raw, origin: lock }],
      ...evidence,
    },
    license: readLicense(raw),
    scorecard: undefined,
    verdict: reason.verdict,
    reasons: [reason],
    findings: [],
    privacy: undefined,
    pending: false,
    ...more,
  };
}

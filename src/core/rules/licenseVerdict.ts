import { decideReading } from '../licenses/decide';
import { fileNamedBy } from '../licenses/namedFile';
import { readLicense } from '../licenses/read';
import { compareVerdicts } from '../licenses/verdicts';
import type { Clause, Fact, LicenseReading, Origin, Reason, Verdict } from '../model';
import { matchesPackage } from '../policy/packages';
import type { JudgeInput } from './input';
import { subjectOf } from './input';
import { isOfRegistry } from './packageVerdict';

/** What the policy says of the license alone. */
export interface LicenseVerdict {
  readonly verdict: Verdict;
  /** The reading that decided; `undefined` where no source states a license. */
  readonly reading: LicenseReading | undefined;
  /** The deciding reason first. */
  readonly reasons: readonly [Reason, ...Reason[]];
}

interface Statement {
  readonly reading: LicenseReading;
  readonly origin: Origin;
}

/** Decides on every statement about the license; where they disagree, the stricter one counts and the rest is shown. */
export function judgeLicense(input: JudgeInput): LicenseVerdict {
  const clarified = clarificationOf(input);
  if (clarified !== undefined) return clarified;
  const statements = distinct(statementsOf(input.evidence.licenses));
  const decided = statements.map((statement) => decideStatement(statement, input));
  const strictest = decided.reduce<LicenseVerdict | undefined>(stricter, undefined);
  if (strictest === undefined) return nothingStated(input);
  return statements.length === 1 ? strictest : withDisagreement(strictest, statements);
}

/** What the policy says of a license field as stated, without any other evidence. */
export function judgeStatement(raw: unknown, origin: Origin, input: JudgeInput): LicenseVerdict {
  return decideStatement({ reading: readLicense(raw), origin }, input);
}

function decideStatement({ reading, origin }: Statement, input: JudgeInput): LicenseVerdict {
  const { verdict, decision, rule } = decideReading(reading, input.policy, subjectOf(input));
  if (reading.kind === 'not-spdx' || decision === undefined) {
    const reason: Reason = {
      rule: 'license.not-spdx',
      verdict,
      reading,
      origin,
      ...withClause(rule?.clause),
    };
    return { verdict, reading, reasons: [reason] };
  }
  const clause = decision.elected.find((term) => term.verdict === verdict)?.rule?.clause;
  const reason: Reason = { rule: 'license', verdict, reading, decision, origin, ...withClause(clause) };
  return { verdict, reading, reasons: [reason] };
}

function clarificationOf(input: JudgeInput): LicenseVerdict | undefined {
  const { policy, dependency, evidence } = input;
  if (!isOfRegistry(input)) return undefined;
  const clarification = policy.clarifications.find(
    ({ pattern }) => matchesPackage(pattern, dependency.packageName, evidence.version?.value) === true,
  );
  if (clarification === undefined) return undefined;
  const origin: Origin = {
    source: 'policy',
    label: clarification.clause.policy,
    date: input.now.slice(0, 10),
  };
  const decided = decideStatement({ reading: readLicense(clarification.license), origin }, input);
  const reason: Reason = {
    rule: 'clarification',
    verdict: decided.verdict,
    clarification,
    clause: clarification.clause,
    origin,
  };
  return { ...decided, reasons: [decided.reasons[0], reason] };
}

/**
 * Readings of the facts. A source that says "nothing stated" states nothing; deps.dev's `non-standard` only repeats that
 * it could not read the field that another source gives in full; and "see the file" is answered by the file.
 */
function statementsOf(licenses: readonly Fact<unknown>[]): Statement[] {
  const statements = licenses
    .map(({ value, origin }) => ({ reading: readLicense(value), origin }))
    .filter(({ reading }) => !saysNothing(reading));
  const file = statements.find(({ origin }) => origin.source === 'license-file');
  const readable = statements.filter(
    ({ reading }) => !isNonStandard(reading) && !isAnsweredBy(reading, file),
  );
  return readable.length > 0 ? readable : statements;
}

/** The metadata points to this very file, or means the license that the file turns out to be. */
function isAnsweredBy(reading: LicenseReading, file: Statement | undefined): boolean {
  if (file?.reading.kind !== 'expression' || reading.kind === 'expression') return false;
  if (reading.state !== 'see-file') return reading.suggestion === file.reading.text;
  const named = fileNamedBy(reading.raw);
  return named === undefined || file.origin.label.toLowerCase().endsWith(`/${named.toLowerCase()}`);
}

/** `GPL-2.0-only AND NOASSERTION` says something, and not all: no other source makes up for that. */
const NOTHING_BUT_NOASSERTION = /^(?:\W|type|name|license|noassertion)*$/i;

function saysNothing(reading: LicenseReading): boolean {
  if (reading.kind === 'expression') return false;
  if (reading.state === 'noassertion') return NOTHING_BUT_NOASSERTION.test(reading.raw);
  return reading.state === 'missing' || reading.state === 'empty';
}

function isNonStandard(reading: LicenseReading): boolean {
  return reading.kind === 'not-spdx' && reading.state === 'non-standard';
}

function distinct(statements: readonly Statement[]): Statement[] {
  const seen = new Set<string>();
  return statements.filter(({ reading }) => {
    const text = textOf(reading);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function stricter(best: LicenseVerdict | undefined, next: LicenseVerdict): LicenseVerdict {
  if (best === undefined) return next;
  return compareVerdicts(next.verdict, best.verdict) > 0 ? next : best;
}

function withDisagreement(decided: LicenseVerdict, statements: readonly Statement[]): LicenseVerdict {
  const reason: Reason = {
    rule: 'license.sources-disagree',
    verdict: decided.verdict,
    readings: statements.map(({ reading, origin }) => ({ text: textOf(reading), origin })),
  };
  return { ...decided, reasons: [decided.reasons[0], reason] };
}

function nothingStated(input: JudgeInput): LicenseVerdict {
  const gaps = input.evidence.gaps.filter((gap) => gap.fact === 'license' || gap.fact === 'version');
  return {
    verdict: 'unknown',
    reading: undefined,
    reasons: [
      {
        rule: 'license.unknown',
        verdict: 'unknown',
        gaps,
        asked: input.evidence.licenses.map((fact) => fact.origin),
      },
    ],
  };
}

function textOf(reading: LicenseReading): string {
  return reading.kind === 'expression' ? reading.text : reading.raw;
}

function withClause(clause: Clause | undefined): { clause?: Clause } {
  return clause === undefined ? {} : { clause };
}

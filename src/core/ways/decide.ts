import { noEvidence } from '../evidence';
import type { Dependency, Evidence, LicenseReading, Origin, ResolvedPackage } from '../model';
import { decide } from '../rules/decide';
import { inputFor } from '../tree/judgeTree';
import { packageKey } from '../tree/origin';
import type { JudgeTreeInput } from '../tree/judgeTree';

/** What the policy says of a package at one version. */
export interface Decided {
  /** Nobody needs to be asked. */
  readonly isAllowed: boolean;
  /** As it reads; empty where none is known. */
  readonly license: string;
}

/** Decides on one version of a package from the license that it states. */
export type Decide = (version: string, license: unknown, origin: Origin) => Decided;

/** @param entry the dependency that brings the package */
export function decideBy(input: JudgeTreeInput, locked: ResolvedPackage, entry: Dependency): Decide {
  return (version, license, origin) => {
    const more: Evidence = {
      ...noEvidence,
      version: { value: version, origin },
      licenses: license === undefined || license === null ? [] : [{ value: license, origin }],
    };
    return decidedOf(input, { ...locked, version }, entry, more);
  };
}

/** The same for what the lockfile installs, from all that is known of it. */
export function decideLocked(input: JudgeTreeInput, locked: ResolvedPackage, entry: Dependency): Decided {
  return decidedOf(input, locked, entry, input.evidenceOf?.(packageKey(locked)));
}

function decidedOf(
  input: JudgeTreeInput,
  locked: ResolvedPackage,
  entry: Dependency,
  more: Evidence | undefined,
): Decided {
  const { verdict, reading } = decide(inputFor(input, locked, entry, { more, pending: false }));
  return { isAllowed: verdict === 'allowed' || verdict === 'conditions', license: textOf(reading) };
}

function textOf(reading: LicenseReading | undefined): string {
  return reading?.kind === 'expression' ? reading.text : (reading?.raw ?? '');
}

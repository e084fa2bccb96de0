import type { Finding, FindingCode, Severity } from '../model';
import { findingCodes } from '../rules/input';

/** How loud a user wants findings to be in the editor, by code; absent: as the policy says. */
export type SeverityWishes = Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;

const LEVELS: readonly (Severity | 'off')[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads the wishes of a setting; what is no code or no severity is left out. */
export function readSeverityWishes(value: unknown): SeverityWishes {
  if (typeof value !== 'object' || value === null) return {};
  const stated = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    findingCodes.flatMap((code) => {
      const level = LEVELS.find((each) => each === stated[code]);
      return level === undefined ? [] : [[code, level]];
    }),
  );
}

/**
 * The severity that a finding is drawn with; `undefined` where it is not. What the policy calls an error is never hidden:
 * switched off, it is an information still.
 */
export function drawnSeverity({ code, severity }: Finding, wishes: SeverityWishes): Severity | undefined {
  const wish = wishes[code];
  if (wish !== 'off') return wish ?? severity;
  return severity === 'error' ? 'information' : undefined;
}

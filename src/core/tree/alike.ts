import type { Finding, PathStep } from '../model';

interface Group {
  readonly at: number;
  readonly alike: PathStep[];
}

/**
 * What only informs is told once for all packages of one dependency of which the same is to be said: twelve builds of
 * one library under the same conditions, or hundreds without a license where nobody could be asked, would hide what
 * asks for action. Findings that do are told one by one.
 */
export function tellTogether(findings: readonly Finding[]): Finding[] {
  const groups = new Map<Finding['dependency'], Map<string, Group>>();
  const together: Finding[] = [];
  for (const finding of findings) {
    const cause = causeOf(finding);
    const step = finding.via?.path.at(-1);
    let ofEntry = groups.get(finding.dependency);
    if (ofEntry === undefined) groups.set(finding.dependency, (ofEntry = new Map<string, Group>()));
    const known = cause === undefined ? undefined : ofEntry.get(cause);
    if (known !== undefined && step !== undefined) known.alike.push(step);
    else {
      if (cause !== undefined) ofEntry.set(cause, { at: together.length, alike: [] });
      together.push(finding);
    }
  }
  for (const ofEntry of groups.values()) for (const group of ofEntry.values()) addAlike(together, group);
  return together;
}

/** What findings that are told together have in common; `undefined` for those that stand for themselves. */
function causeOf({ data, via }: Finding): string | undefined {
  if (data.code === 'license.unknown' && data.reason.rule === 'license.unknown') return data.code;
  if (data.code !== 'license.conditions') return undefined;
  const license = via?.judged.license;
  return license?.kind === 'expression' ? `${data.code} ${license.text}` : undefined;
}

function addAlike(findings: Finding[], { at, alike }: Group): void {
  const finding = findings[at];
  if (alike.length > 0 && finding?.via !== undefined)
    findings[at] = { ...finding, via: { ...finding.via, alike } };
}

import type { Dependency, Finding, Judgement } from '../model';

/**
 * The findings on what the entries of a manifest bring. They belong to what an entry says, not to its place: they follow
 * it through the text as it is edited, and are gone when it says something else.
 */
export class BroughtFindings {
  private readonly byEntry = new Map<string, Finding[]>();
  private readonly attached = new WeakMap<Judgement, Judgement>();

  constructor(findings: readonly Finding[]) {
    for (const finding of findings) {
      const key = entryKey(finding.dependency);
      const known = this.byEntry.get(key);
      if (known === undefined) this.byEntry.set(key, [finding]);
      else known.push(finding);
    }
  }

  /**
   * The judgements of a manifest's entries, each with the findings on what it brings. One that brings nothing to tell
   * stays the very same; another one gets the same new judgement each time, so that listeners can tell what changed.
   */
  attach(judgements: readonly Judgement[]): readonly Judgement[] {
    if (this.byEntry.size === 0) return judgements;
    const given = new Set<string>();
    return judgements.map((judgement) => {
      const key = entryKey(judgement.dependency);
      const findings = this.byEntry.get(key);
      // Of entries that say the same, the first one brings it.
      if (findings === undefined || given.has(key)) return judgement;
      given.add(key);
      return this.withFindings(judgement, findings);
    });
  }

  private withFindings(judgement: Judgement, findings: readonly Finding[]): Judgement {
    const known = this.attached.get(judgement);
    if (known !== undefined) return known;
    const { dependency } = judgement;
    const brought = findings.map((finding) => ({ ...finding, dependency, span: dependency.nameSpan }));
    const attached = { ...judgement, brought };
    this.attached.set(judgement, attached);
    return attached;
  }
}

/** All findings that stand on an entry: on the dependency itself, then on what it brings. */
export function findingsOn({ findings, brought }: Judgement): readonly Finding[] {
  return brought === undefined ? findings : [...findings, ...brought];
}

function entryKey({ scope, name, range }: Dependency): string {
  return `${scope} ${name} ${range}`;
}

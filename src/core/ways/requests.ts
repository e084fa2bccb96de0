import { noEvidence } from '../evidence';
import type { SourcePlan } from '../evidence';
import type { Finding, FindingCode, Origin, PathStep, SourceId } from '../model';
import type { EvidenceRequest, EvidenceSource, PrivacyRule } from '../ports';
import { asDependency } from '../tree/judgeTree';

/** What somebody has to do something about. */
const STOPPED: readonly FindingCode[] = [
  'license.denied',
  'license.review',
  'license.unknown',
  'package.denied',
  'package.review',
];

/** Whether a finding is on one package that a dependency brings, and that the policy stops. */
export function isStoppedPackage({ code, via }: Finding): boolean {
  return via !== undefined && via.alike.length === 0 && STOPPED.includes(code);
}

/** Whether something is known that ends a finding on a package which a dependency brings. */
export function hasWayOut({ via }: Finding): boolean {
  const { overrides = [], versions = [], replacements = [] } = via?.ways ?? {};
  return overrides.length + versions.length + replacements.length > 0;
}

/** Identifies what is known of the versions of a package. */
export function versionsKey({ name, version }: PathStep): string {
  return `versions:${name}@${version}`;
}

/** What to look up about the packages that findings stop: which licenses they had over their versions. */
export function versionRequests(
  findings: readonly Finding[],
  privacyOf: PrivacyRule,
  stated: Origin,
): EvidenceRequest[] {
  const requests = new Map<string, EvidenceRequest>();
  for (const finding of findings) {
    const step = finding.via?.path.at(-1);
    if (step === undefined || !isStoppedPackage(finding)) continue;
    const key = versionsKey(step);
    const { name, version } = step;
    const dependency = asDependency(step, finding.dependency);
    const known = { ...noEvidence, version: { value: version, origin: stated } };
    const { specifier } = dependency;
    const privacy = privacyOf(dependency);
    requests.set(key, { key, name, range: version, specifier, installedAs: name, known, privacy });
  }
  return [...requests.values()];
}

/** Read for what they say of a package that is installed, which is known already. */
const OF_THE_INSTALLED: readonly SourceId[] = ['lockfile', 'installed', 'license-file', 'monitor'];

/** The same plan without asking anybody: what ships inside and what was kept of earlier answers. */
export function heldPlan({ sources, preview = [] }: SourcePlan): SourcePlan {
  const isHeld = ({ id, reach }: EvidenceSource): boolean =>
    reach === 'local' && !OF_THE_INSTALLED.includes(id);
  return { sources: [...new Set([...sources, ...preview])].filter(isHeld), offline: [] };
}

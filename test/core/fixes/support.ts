import { strict as assert } from 'node:assert';
import { noEvidence } from '../../../src/core/evidence';
import { applyEdits } from '../../../src/core/fixes/applyEdits';
import { fixesFor } from '../../../src/core/fixes/index';
import { parseCatalogs, resolveCatalogs } from '../../../src/core/manifests/catalogs';
import { parseManifest } from '../../../src/core/manifests/packageJson';
import type {
  AlternativeChoice,
  Clause,
  Dependency,
  Finding,
  FindingData,
  Fix,
  Judgement,
  Origin,
  PackageRule,
  Policy,
} from '../../../src/core/model';
import { policyOf } from '../helpers/policy';

export const clause: Clause = { path: 'x', policy: 'policy.yaml' };
export const origin: Origin = { source: 'npm', label: 'npm', date: '2026-11-23' };

export const policy: Policy = { ...policyOf({}), origin: 'policy.yaml' };

/** A choice from `name@range`, with `=` behind it for a drop-in replacement. */
export function choice(text: string): AlternativeChoice {
  const at = text.lastIndexOf('@');
  const dropIn = text.endsWith('=');
  return { name: text.slice(0, at), range: text.slice(at + 1, dropIn ? -1 : undefined), dropIn };
}

/** A policy in which `old` (a name, perhaps with `@range`) is replaced by the choices. */
export function replacing(old: string, ...choices: string[]): Policy {
  const at = old.indexOf('@', 1);
  const name = at < 0 ? old : old.slice(0, at);
  const replaces = { type: 'npm', name, ...(at < 0 ? {} : { range: old.slice(at + 1) }) };
  return { ...policy, alternatives: [{ replaces, use: choices.map(choice), clause }] };
}

export function ruleAgainst(name: string, ...instead: string[]): PackageRule {
  return { pattern: { type: 'npm', name }, decision: 'denied', context: {}, instead, clause };
}

export const released: FindingData = {
  code: 'package.no-release',
  lastRelease: '2020-01-01',
  months: 24,
  origin,
};

export interface Scene {
  readonly text: string;
  /** The entry with the finding: its key, or which one of several. */
  readonly name: string;
  readonly nth?: number;
  readonly policy?: Policy;
  readonly data?: FindingData;
  readonly version?: string;
  readonly judgement?: Partial<Judgement>;
  /** The file of the workspace's catalogs, and its text. */
  readonly catalog?: { readonly file: string; readonly text: string };
  /** What the file says when the fix is asked for; without it, what it said when it was judged. */
  readonly now?: string;
  /** Whether other manifests use the same entry of the catalog. */
  readonly shared?: boolean;
}

export function fixesIn(scene: Scene): Fix[] {
  const { name, nth = 0, data = released } = scene;
  const { catalog, shared = false } = scene;
  const catalogs = catalog && parseCatalogs(catalog.file, catalog.text);
  const manifest = resolveCatalogs(parseManifest(scene.text).value, catalogs);
  const entries = manifest.dependencies.filter((each) => each.name === name);
  const dependency: Dependency = entries[nth] ?? assert.fail(`no entry ${name}`);
  const finding: Finding = {
    code: data.code,
    severity: 'warning',
    dependency,
    version: scene.version,
    span: dependency.nameSpan,
    data,
  };
  const judgement: Judgement = {
    dependency,
    evidence: noEvidence,
    license: undefined,
    scorecard: undefined,
    verdict: 'review',
    reasons: [],
    findings: [finding],
    privacy: undefined,
    pending: false,
    ...scene.judgement,
  };
  return fixesFor(finding, judgement, scene.policy ?? policy, scene.text, {
    textOf: (file) => (file === catalog?.file ? (scene.now ?? catalog.text) : undefined),
    isShared: () => shared,
  });
}

export function apply(text: string, fix: Fix | undefined): string {
  return applyEdits(text, (fix ?? assert.fail('no fix')).edits);
}

/** What the fix makes of the file of the catalogs; the text as it is where it does not touch it. */
export function applyElsewhere({ file, text }: { file: string; text: string }, fix: Fix | undefined): string {
  const edits = (fix ?? assert.fail('no fix')).elsewhere?.filter((each) => each.file === file) ?? [];
  return applyEdits(
    text,
    edits.flatMap((each) => each.edits),
  );
}

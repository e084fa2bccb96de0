import type { Parsed } from '../../model';
import { importCargoDeny } from './cargoDeny';
import { importDependencyReview } from './dependencyReview';
import type { ImportedPolicy } from './draft';
import { importGithubLicensed } from './githubLicensed';
import { callsLicenseChecker, importLicenseChecker } from './licenseChecker';
import { importLicensee } from './licensee';
import { importOrtClassifications } from './ortClassifications';
import { importWorkflow, mentionsDependencyReview, type ReadOther } from './workflow';
import { t } from '../../present/language';

export type ImportFormat =
  | 'dependency-review'
  | 'workflow'
  | 'licensee'
  | 'license-checker'
  | 'cargo-deny'
  | 'ort'
  | 'github-licensed';

const IMPORTERS: Readonly<
  Record<ImportFormat, (text: string, file: string, other: ReadOther) => Parsed<ImportedPolicy>>
> = {
  'dependency-review': importDependencyReview,
  workflow: importWorkflow,
  licensee: importLicensee,
  'license-checker': importLicenseChecker,
  'cargo-deny': importCargoDeny,
  ort: importOrtClassifications,
  'github-licensed': importGithubLicensed,
};

/**
 * Turns another tool's configuration into a policy of ours. Never throws.
 *
 * @param fileName the file's name or path, which tells the format together with the text.
 * @param readOther gives other files of the repository that the configuration names; by default none.
 * @returns `undefined` in `value` when the format is not known; else the policy and what was lost.
 */
export function importPolicy(
  fileName: string,
  text: string,
  readOther: ReadOther = () => undefined,
): Parsed<(ImportedPolicy & { readonly format: ImportFormat }) | undefined> {
  const format = detectFormat(fileName, text);
  if (format === undefined) {
    const message = t(
      '{0} is no configuration that can be imported: dependency-review-action, licensee, license-checker, cargo-deny, ORT license classifications, github/licensed.',
      fileName,
    );
    return {
      value: undefined,
      problems: [{ code: 'import.format', severity: 'error', message, file: fileName }],
    };
  }
  const { value, problems } = IMPORTERS[format](text, fileName, readOther);
  return { value: { ...value, format }, problems };
}

/** Which tool a configuration is for, by the file's name, else by what stands in it. */
export function detectFormat(fileName: string, text: string): ImportFormat | undefined {
  const name = (fileName.split(/[\\/]/).at(-1) ?? '').toLowerCase();
  if (name.endsWith('.toml')) return /^\s*\[+licenses/m.test(text) ? 'cargo-deny' : undefined;
  if (/^\.?licensee\.json$/.test(name)) return 'licensee';
  if (/^\.?licensed\.ya?ml$/.test(name)) return 'github-licensed';
  if (mentionsDependencyReview(text)) return 'workflow';
  return byContent(name, text);
}

const SETTINGS_OF_DEPENDENCY_REVIEW =
  /(^|[{,])\s*["']?((allow|deny)[-_](licenses|packages|groups|dependencies)|fail[-_]on|warn[-_]o|(license|vulnerability)[-_]check)/m;

function byContent(name: string, text: string): ImportFormat | undefined {
  if (callsLicenseChecker(text) || /--(onlyAllow|failOn)\b/.test(text)) return 'license-checker';
  if (/^\s*["']?categorizations["']?\s*:/m.test(text)) return 'ort';
  if (SETTINGS_OF_DEPENDENCY_REVIEW.test(text)) return 'dependency-review';
  if (name.startsWith('dependency-review')) return 'dependency-review';
  return isLicenseList(text) ? 'license-checker' : undefined;
}

/** `MIT;ISC;Apache-2.0` */
function isLicenseList(text: string): boolean {
  return text.includes(';') && /^[\w\s;,.+()*/-]+$/.test(text);
}

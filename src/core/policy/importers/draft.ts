import { parseExpression, printTerm } from '../../licenses/expression';
import { suggestForText, suggestLicenseId } from '../../licenses/suggest';
import { Document, isScalar, visit } from 'yaml';
import type { FindingCode, Severity } from '../../model';
import { parsePackagePattern, printPackagePattern } from '../packages';
import { CATEGORIES, type GROUP_DECISIONS } from '../vocabulary';
import { t } from '../../present/language';

/** Another tool's configuration as a policy of ours. */
export interface ImportedPolicy {
  /** A policy file, with a comment on what it is and what was lost. */
  readonly yaml: string;
  /** What could not be carried over, or means something else here: one sentence each. */
  readonly losses: readonly string[];
}

export type LicenseGroup = 'allow' | 'conditions' | 'review' | 'deny';

export type PackageGroup = 'deny' | 'review' | 'approve';

export interface LicenseEntry {
  readonly licenses: readonly string[];
  readonly when?: { readonly scope: readonly string[] };
  readonly reason?: string;
}

export interface PackageEntry {
  readonly package: string;
  readonly reason?: string;
}

type GroupDecision = (typeof GROUP_DECISIONS)[number];

/** The scopes whose packages are part of the product. */
export const SHIPPED_SCOPES = ['production', 'peer', 'optional'] as const;

/** A policy in the making. */
export class Draft {
  readonly losses: string[] = [];
  readonly severity: Partial<Record<FindingCode, Severity | 'off'>> = {};
  unmentioned: GroupDecision = 'review';
  notSpdx: GroupDecision = 'review';
  /** The least total of the Scorecard; only informs. */
  scorecardTotal: number | undefined;
  /** Whether development dependencies are not looked at. */
  passesDevelopment = false;
  private readonly licenses = new Map<LicenseGroup, LicenseEntry[]>();
  private readonly packages = new Map<PackageGroup, PackageEntry[]>();

  constructor(
    /** The tool that the configuration is for. */
    private readonly tool: string,
  ) {}

  lose(sentence: string): void {
    if (!this.losses.includes(sentence)) this.losses.push(sentence);
  }

  addLicenses(group: LicenseGroup, entry: LicenseEntry): void {
    if (entry.licenses.length > 0) append(this.licenses, group, entry);
  }

  addPackage(group: PackageGroup, entry: PackageEntry): void {
    append(this.packages, group, entry);
  }

  /** What the tool does not look at passes here too, as far as it states an SPDX license. */
  passDevelopment(reason: string): void {
    this.passesDevelopment = true;
    this.addLicenses('allow', { licenses: CATEGORIES, when: { scope: ['development'] }, reason });
  }

  finish(): ImportedPolicy {
    const document = new Document(this.content());
    visit(document, {
      Seq: (_, list) => {
        list.flow = list.items.every((item) => isScalar(item));
      },
    });
    return {
      yaml: `${this.comment()}\n${document.toString({ lineWidth: 110, flowCollectionPadding: false })}`,
      losses: this.losses,
    };
  }

  private content(): Record<string, unknown> {
    return {
      version: 1,
      name: t('Imported from {0}', this.tool),
      licenses: {
        ...Object.fromEntries([...this.licenses].map(([group, list]) => [group, list.map(shortest)])),
        unmentioned: this.unmentioned,
        'not-spdx': this.notSpdx,
      },
      ...(this.packages.size === 0 ? {} : { packages: Object.fromEntries(this.packages) }),
      ...(this.scorecardTotal === undefined ? {} : { scorecard: { total: this.scorecardTotal } }),
      ...(Object.keys(this.severity).length === 0 ? {} : { severity: this.severity }),
    };
  }

  private comment(): string {
    const head = `# ${t('Imported from the configuration of {0}. Read it before you rely on it.', this.tool)}`;
    if (this.losses.length === 0) return head;
    return [
      head,
      '#',
      `# ${t('Not carried over, or different here:')}`,
      ...this.losses.map((loss) => `# - ${loss}`),
    ].join('\n');
  }
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const list = groups.get(key);
  if (list) list.push(value);
  else groups.set(key, [value]);
}

function shortest(entry: LicenseEntry): LicenseEntry | string {
  const [only, ...others] = entry.licenses;
  const isPlain = entry.when === undefined && entry.reason === undefined;
  return isPlain && only !== undefined && others.length === 0 ? only : entry;
}

/** The licenses of a list that a policy can name, in official case; the others are lost. `where` names the list. */
export function knownLicenses(draft: Draft, texts: readonly string[], where: string): string[] {
  return texts.flatMap((text) => knownLicense(draft, text, where) ?? []);
}

function knownLicense(draft: Draft, text: string, where: string): string | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    const meant = suggestForText(text) ?? suggestLicenseId(text);
    const hint = meant === undefined ? '' : ` ${t('Perhaps {0} was meant.', meant)}`;
    draft.lose(t('{0}: {1} is no SPDX license id.{2}', where, JSON.stringify(text), hint));
    return undefined;
  }
  if (parsed.expression.type === 'license') return printTerm(parsed.expression);
  draft.lose(
    t(
      '{0}: {1} is an expression; such choices are worked out from single licenses.',
      where,
      JSON.stringify(text),
    ),
  );
  return undefined;
}

/** A package as a policy writes it; what is no npm package is lost. */
export function knownPackage(draft: Draft, text: string, where: string): string | undefined {
  const pattern = parsePackagePattern(text);
  if (pattern?.type === 'npm') return printPackagePattern(pattern);
  const why = pattern === undefined ? t('names no package') : t('is not about npm');
  draft.lose(`${where}: ${JSON.stringify(text)} ${why}.`);
  return undefined;
}

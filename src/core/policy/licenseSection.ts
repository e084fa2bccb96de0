import { suggestLicenseId } from '../licenses/suggest';
import { parseExpression, printTerm } from '../licenses/expression';
import type { Decision, LicenseExpression, LicenseRule, LicenseSelector } from '../model';
import { readContext } from './contextField';
import { nearest } from './nearest';
import type { Fields, Reader } from './reader';
import type { Tree } from './tree';
import { BLUE_OAK_TIERS, CATEGORIES, DECISION_OF, GROUP_DECISIONS } from './vocabulary';
import { t } from '../present/language';

const LICENSES_KEYS = ['allow', 'conditions', 'review', 'deny', 'unmentioned', 'not-spdx'] as const;

const RULE_KEYS = ['license', 'licenses', 'when', 'reason', 'conditions', 'clause', 'link'] as const;

const GROUPS: readonly string[] = [
  ...CATEGORIES,
  'osi-approved',
  'fsf-libre',
  ...BLUE_OAK_TIERS.map((tier) => `blue-oak:${tier}`),
];

export interface LicenseSection {
  readonly licenseRules: readonly LicenseRule[];
  readonly unmentioned: Decision;
  readonly notSpdx: Decision;
}

/** Reads `licenses`. What the section leaves out is for review. */
export function readLicenses(reader: Reader, tree: Tree | undefined): LicenseSection {
  const fields = reader.fields(tree, LICENSES_KEYS);
  return {
    licenseRules: [
      ...readRules(reader, fields, 'allow', 'allowed'),
      ...readRules(reader, fields, 'conditions', 'conditions'),
      ...readRules(reader, fields, 'review', 'review'),
      ...readRules(reader, fields, 'deny', 'denied'),
    ],
    unmentioned: readDecision(reader, fields.get('unmentioned')),
    notSpdx: readDecision(reader, fields.get('not-spdx')),
  };
}

function readDecision(reader: Reader, tree: Tree | undefined): Decision {
  return DECISION_OF[reader.word(tree, GROUP_DECISIONS) ?? 'review'];
}

function readRules(reader: Reader, fields: Fields, key: string, decision: Decision): LicenseRule[] {
  return reader.items(fields.get(key)).flatMap((item) => {
    if (item.kind === 'map') return readRuleObject(reader, item, decision);
    if (decision === 'conditions') reportNoConditions(reader, item);
    const shared = { decision, context: {}, conditions: [], clause: reader.clause(item) };
    return selectorsOf(reader, item).map((selector) => ({ selector, ...shared }));
  });
}

function readRuleObject(reader: Reader, tree: Tree, decision: Decision): LicenseRule[] {
  const lets = decision === 'allowed' || decision === 'conditions';
  const fields = lets ? reader.fieldsOfPass(tree, RULE_KEYS) : reader.fields(tree, RULE_KEYS);
  if (fields === undefined) return [];
  const selectors = ['license', 'licenses'].flatMap((key) => selectorsOf(reader, fields.get(key)));
  if (!fields.has('license') && !fields.has('licenses'))
    reader.report('policy.missing', 'error', tree, t('"licenses" is missing: which licenses is this about?'));
  const context = readContext(reader, fields.get('when'), !lets);
  const conditions =
    reader.allTexts(fields.get('conditions'), t('a condition in words')) ?? (lets ? undefined : []);
  if (context === undefined || conditions === undefined) return [];
  if (decision === 'conditions' && conditions.length === 0) reportNoConditions(reader, tree);
  const reason = reader.text(fields.get('reason'));
  const shared = {
    decision: decision === 'allowed' && conditions.length > 0 ? 'conditions' : decision,
    context,
    ...(reason === undefined ? {} : { reason }),
    conditions,
    clause: reader.clause(tree, fields),
  } as const;
  return selectors.map((selector) => ({ selector, ...shared }));
}

function reportNoConditions(reader: Reader, tree: Tree): void {
  const message = t('say which conditions hold: { licenses: […], conditions: ["publish your changes"] }.');
  reader.report('policy.missing', 'warning', tree, message);
}

function selectorsOf(reader: Reader, tree: Tree | undefined): LicenseSelector[] {
  return reader.texts(tree, t('a license')).flatMap(([text, item]) => {
    const selector = groupSelector(text) ?? termSelector(reader, item, text);
    return selector === undefined ? [] : [selector];
  });
}

function groupSelector(text: string): LicenseSelector | undefined {
  const category = CATEGORIES.find((name) => name === text);
  if (category !== undefined) return { kind: 'category', category };
  if (text === 'osi-approved' || text === 'fsf-libre') return { kind: text };
  const tier = BLUE_OAK_TIERS.find((name) => text === `blue-oak:${name}`);
  return tier === undefined ? undefined : { kind: 'blue-oak', tier };
}

function termSelector(reader: Reader, tree: Tree, text: string): LicenseSelector | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    reader.report('policy.license-id', 'error', tree, badLicense(text));
    return undefined;
  }
  if (parsed.expression.type !== 'license') {
    reader.report('policy.license-expression', 'error', tree, noExpressions(text, parsed.expression));
    return undefined;
  }
  if (parsed.notes.includes('case')) {
    const message = t(
      'read as {0}. Write it so: ids have an official letter case.',
      printTerm(parsed.expression),
    );
    reader.report('policy.license-case', 'warning', tree, message);
  }
  return { kind: 'term', term: parsed.expression };
}

function badLicense(text: string): string {
  const quoted = JSON.stringify(text);
  if (/^unlicensed$/i.test(text))
    return t(
      '{0} is no SPDX license. Packages that state it are proprietary: write "proprietary". (The Unlicense has the id Unlicense.)',
      quoted,
    );
  const meant = nearest(text, GROUPS) ?? suggestLicenseId(text);
  const hint = meant === undefined ? '' : ` ${t('Did you mean "{0}"?', meant)}`;
  return t(
    '{0} is no SPDX license id, category or catalog.{1} Licenses that SPDX does not list are written LicenseRef-….',
    quoted,
    hint,
  );
}

function noExpressions(text: string, expression: LicenseExpression): string {
  const parts = [...new Set(termsOf(expression))].join(', ');
  return t(
    "{0} is an expression. List the licenses one by one ({1}): a package's AND and OR are worked out from them.",
    JSON.stringify(text),
    parts,
  );
}

function termsOf(expression: LicenseExpression): string[] {
  return expression.type === 'license' ? [printTerm(expression)] : expression.terms.flatMap(termsOf);
}

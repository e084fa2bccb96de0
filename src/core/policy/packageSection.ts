import { parseExpression } from '../licenses/expression';
import type { Clarification, Decision, PackagePattern, PackageRule, PolicyException } from '../model';
import { badPattern, readContext } from './contextField';
import { parsePackagePattern } from './packages';
import type { Fields, Reader } from './reader';
import type { Tree } from './tree';
import { t } from '../present/language';

const LISTS = { deny: 'denied', review: 'review', approve: 'allowed' } as const satisfies Record<
  string,
  Decision
>;

const RULE_KEYS = ['package', 'packages', 'when', 'reason', 'instead', 'clause', 'link'] as const;

const EXCEPTION_KEYS = [
  'package',
  'when',
  'reason',
  'approver',
  'expires',
  'conditions',
  'id',
  'clause',
  'link',
] as const;

const CLARIFICATION_KEYS = ['package', 'license', 'seen', 'clause', 'link'] as const;

/** Reads `packages`: deny, review and approve by name. */
export function readPackages(reader: Reader, tree: Tree | undefined): PackageRule[] {
  const fields = reader.fields(tree, Object.keys(LISTS));
  return Object.entries(LISTS).flatMap(([key, decision]) =>
    reader.items(fields.get(key)).flatMap((item) => readRule(reader, item, decision)),
  );
}

function readRule(reader: Reader, tree: Tree, decision: Decision): PackageRule[] {
  if (tree.kind !== 'map') {
    const shared = { decision, context: {}, instead: [], clause: reader.clause(tree) };
    return patternsOf(reader, tree).map((pattern) => ({ pattern, ...shared }));
  }
  const fields =
    decision === 'allowed' ? reader.fieldsOfPass(tree, RULE_KEYS) : reader.fields(tree, RULE_KEYS);
  if (fields === undefined) return [];
  const patterns = requiredPatterns(reader, fields, tree);
  const context = readContext(reader, fields.get('when'), decision !== 'allowed');
  if (context === undefined) return [];
  const reason = reader.text(fields.get('reason'));
  const shared = {
    decision,
    context,
    ...(reason === undefined ? {} : { reason }),
    instead: reader.texts(fields.get('instead'), t('the name of a package')).map(([text]) => text),
    clause: reader.clause(tree, fields),
  };
  return patterns.map((pattern) => ({ pattern, ...shared }));
}

/** Reads `exceptions`. One that is not complete approves nothing. */
export function readExceptions(reader: Reader, tree: Tree | undefined): PolicyException[] {
  return reader.items(tree).flatMap((item) => readException(reader, item));
}

function readException(reader: Reader, tree: Tree): PolicyException[] {
  const fields = reader.fieldsOfPass(tree, EXCEPTION_KEYS);
  if (tree.kind !== 'map' || fields === undefined) return [];
  const patterns = requiredPatterns(reader, fields, tree);
  const reason = reader.required(fields, 'reason', tree, t('why was it approved?'));
  const context = readContext(reader, fields.get('when'), false);
  const expires = readDay(reader, fields.get('expires'));
  const conditions = reader.allTexts(fields.get('conditions'), t('a condition in words'));
  const isComplete = (expires !== undefined || !fields.has('expires')) && conditions !== undefined;
  if (reason === undefined || context === undefined || !isComplete) return [];
  const approver = reader.text(fields.get('approver'));
  const id = reader.text(fields.get('id'));
  const clause = reader.clause(tree, fields);
  const shared = {
    context,
    reason,
    ...(approver === undefined ? {} : { approver }),
    ...(expires === undefined ? {} : { expires }),
    conditions,
    clause: id === undefined ? clause : { ...clause, id },
  };
  return patterns.map((pattern) => ({ pattern, ...shared }));
}

function readDay(reader: Reader, tree: Tree | undefined): string | undefined {
  const text = reader.text(tree, t('a day such as 2026-12-31'));
  if (tree === undefined || text === undefined || isDay(text)) return text;
  const message = t(
    '{0} is no day. Write it as 2026-12-31. Until then, the exception is left out.',
    JSON.stringify(text),
  );
  reader.report('policy.date', 'error', tree, message);
  return undefined;
}

function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().startsWith(text);
}

/** Reads `clarifications`: what the OSPO says a package's license is. */
export function readClarifications(reader: Reader, tree: Tree | undefined): Clarification[] {
  return reader.items(tree).flatMap((item) => {
    const fields = reader.fieldsOfPass(item, CLARIFICATION_KEYS);
    if (item.kind !== 'map' || fields === undefined) return [];
    const patterns = requiredPatterns(reader, fields, item);
    const license = readStatedLicense(reader, fields, item);
    const seen = reader.text(fields.get('seen'));
    if (license === undefined) return [];
    const shared = { license, ...(seen === undefined ? {} : { seen }), clause: reader.clause(item, fields) };
    return patterns.map((pattern) => ({ pattern, ...shared }));
  });
}

function readStatedLicense(reader: Reader, fields: Fields, owner: Tree): string | undefined {
  const text = reader.required(fields, 'license', owner, t('what is the license of this package?'));
  const tree = fields.get('license');
  if (text === undefined || tree === undefined || parseExpression(text).ok) return text;
  const message = t(
    '{0} is no SPDX expression. Write an id, an expression, or LicenseRef-… for your own.',
    JSON.stringify(text),
  );
  reader.report('policy.license-id', 'error', tree, message);
  return undefined;
}

function requiredPatterns(reader: Reader, fields: Fields, owner: Tree): PackagePattern[] {
  const trees = ['package', 'packages'].map((key) => fields.get(key));
  if (trees.every((tree) => tree === undefined))
    reader.report('policy.missing', 'error', owner, t('"package" is missing: which package is this about?'));
  return trees.flatMap((tree) => patternsOf(reader, tree));
}

function patternsOf(reader: Reader, tree: Tree | undefined): PackagePattern[] {
  return reader.texts(tree, t('a package')).flatMap(([text, item]) => {
    const pattern = readPattern(reader, item, text);
    return pattern === undefined ? [] : [pattern];
  });
}

/** Reads one package pattern and reports one that is none, or that is not about npm. */
export function readPattern(reader: Reader, tree: Tree, text: string): PackagePattern | undefined {
  const pattern = parsePackagePattern(text);
  if (pattern === undefined) reader.report('policy.package', 'error', tree, badPattern(text));
  else if (pattern.type !== 'npm') {
    const message = t('{0} is kept, but only npm packages are judged here.', JSON.stringify(text));
    reader.report('policy.package-type', 'information', tree, message);
  }
  return pattern;
}

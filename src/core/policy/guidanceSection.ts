import type {
  Alternative,
  AlternativeChoice,
  AskLink,
  OnboardingText,
  Policy,
  PolicyDocument,
  PolicyLayer,
} from '../model';
import { nearest } from './nearest';
import { readPattern } from './packageSection';
import { parsePackagePattern } from './packages';
import type { Reader } from './reader';
import type { Tree } from './tree';
import { ASK_PLACEHOLDERS, GUIDANCE_IDS } from './vocabulary';
import { t } from '../present/language';

const ALTERNATIVE_KEYS = ['package', 'need', 'use', 'clause', 'link'] as const;

const CHOICE_KEYS = ['name', 'range', 'reason', 'link', 'notes', 'drop-in', 'subpaths'] as const;

/** Reads `alternatives`: approved packages, instead of another or for a need. */
export function readAlternatives(reader: Reader, tree: Tree | undefined): Alternative[] {
  return reader.items(tree).flatMap((item) => readAlternative(reader, item));
}

function readAlternative(reader: Reader, tree: Tree): Alternative[] {
  const fields = reader.fields(tree, ALTERNATIVE_KEYS);
  if (tree.kind !== 'map') return [];
  if (!fields.has('package') && !fields.has('need'))
    reader.report(
      'policy.missing',
      'error',
      tree,
      t('"package" or "need" is missing: instead of what, or for what?'),
    );
  if (!fields.has('use'))
    reader.report('policy.missing', 'error', tree, t('"use" is missing: which package?'));
  const packages = reader.texts(fields.get('package'), t('a package'));
  const replaced = packages.flatMap(([text, item]) => readPattern(reader, item, text) ?? []);
  const need = reader.text(fields.get('need'));
  const use = reader.items(fields.get('use')).flatMap((item) => readChoice(reader, item));
  if (use.length === 0) return [];
  const shared = { ...(need === undefined ? {} : { need }), use, clause: reader.clause(tree, fields) };
  if (replaced.length > 0) return replaced.map((replaces) => ({ replaces, ...shared }));
  return need === undefined ? [] : [shared];
}

function readChoice(reader: Reader, tree: Tree): AlternativeChoice[] {
  if (tree.kind !== 'map') return readShortChoice(reader, tree);
  const fields = reader.fields(tree, CHOICE_KEYS);
  const name = reader.required(fields, 'name', tree, t('the name of a package.'));
  const range = reader.required(
    fields,
    'range',
    tree,
    t('which range goes into package.json, such as ^4.1.0?'),
  );
  const pattern =
    name === undefined || range === undefined ? undefined : installable(reader, tree, `${name}@${range}`);
  if (pattern === undefined) return [];
  const reason = reader.text(fields.get('reason'));
  const link = reader.link(fields.get('link'));
  const notes = reader.text(fields.get('notes'));
  const subpaths = readSubpaths(reader, fields.get('subpaths'));
  return [
    {
      ...pattern,
      ...(reason === undefined ? {} : { reason }),
      ...(link === undefined ? {} : { link }),
      ...(notes === undefined ? {} : { notes }),
      dropIn: reader.flag(fields.get('drop-in')) ?? false,
      ...(subpaths === undefined ? {} : { subpaths }),
    },
  ];
}

/** `locale/*: locale/*`: modules below the package, with a star at the end on both sides or on none. */
function readSubpaths(reader: Reader, tree: Tree | undefined): Readonly<Record<string, string>> | undefined {
  if (tree === undefined) return undefined;
  const pairs = [...reader.anyFields(tree)].flatMap(([from, value]): [string, string][] => {
    const to = reader.text(value, t('a path within the package, such as locale/*'));
    if (to === undefined) return [];
    if (isSubpath(from) && isSubpath(to) && from.endsWith('*') === to.endsWith('*')) return [[from, to]];
    const message = t('write paths within the packages, such as locale/*: locale/*, a star only at the end.');
    reader.report('policy.value', 'error', value, message);
    return [];
  });
  return Object.fromEntries(pairs);
}

function isSubpath(text: string): boolean {
  return /^[\w@.-]+(?:\/[\w@.-]+)*(?:\/\*)?$|^\*$/.test(text) && !text.split('/').includes('..');
}

function readShortChoice(reader: Reader, tree: Tree): AlternativeChoice[] {
  const text = reader.text(tree, t('a package such as date-fns@^4.1.0'));
  const choice = text === undefined ? undefined : installable(reader, tree, text);
  return choice === undefined ? [] : [{ ...choice, dropIn: false }];
}

/** What can be written into a manifest: one name, and a range. */
function installable(reader: Reader, tree: Tree, text: string): { name: string; range: string } | undefined {
  const pattern = parsePackagePattern(text);
  if (pattern?.type === 'npm' && pattern.range !== undefined && !pattern.name.includes('*'))
    return { name: pattern.name, range: pattern.range };
  const message = t(
    '{0} cannot be written into package.json. Write one package and its range, such as date-fns@^4.1.0.',
    JSON.stringify(text),
  );
  reader.report('policy.package', 'error', tree, message);
  return undefined;
}

/** Reads `documents`: the organization's policy in prose. */
export function readDocuments(reader: Reader, tree: Tree | undefined): PolicyDocument[] {
  return reader.items(tree).flatMap((item) => {
    const fields = reader.fields(item, ['title', 'location']);
    if (item.kind !== 'map') return [];
    const title = reader.required(fields, 'title', item, t('what is the document called?'));
    if (!fields.has('location'))
      reader.report(
        'policy.missing',
        'error',
        item,
        t('"location" is missing: a path beside this file, or an https address.'),
      );
    const location = reader.link(fields.get('location'));
    return title === undefined || location === undefined ? [] : [{ title, location }];
  });
}

/** Reads `onboarding`: texts beside, or instead of, the guidance that ships inside. */
export function readOnboarding(reader: Reader, tree: Tree | undefined): Pick<Policy, 'onboarding'> {
  const texts = reader.items(tree).flatMap((item) => readOnboardingText(reader, item));
  return texts.length === 0 ? {} : { onboarding: texts };
}

function readOnboardingText(reader: Reader, tree: Tree): OnboardingText[] {
  const fields = reader.fields(tree, ['title', 'document', 'replaces']);
  if (tree.kind !== 'map') return [];
  const title = reader.required(fields, 'title', tree, t('what is the text called?'));
  if (!fields.has('document'))
    reader.report(
      'policy.missing',
      'error',
      tree,
      t('"document" is missing: a path beside this file, or an https address.'),
    );
  const location = reader.link(fields.get('document'));
  const replaces = reader
    .items(fields.get('replaces'))
    .flatMap((item) => reader.word(item, GUIDANCE_IDS) ?? []);
  return title === undefined || location === undefined ? [] : [{ title, location, replaces }];
}

/** Reads `ask`: how to reach the OSPO. */
export function readAsk(reader: Reader, tree: Tree | undefined): AskLink | undefined {
  const fields = reader.fields(tree, ['label', 'template']);
  if (tree?.kind !== 'map') return undefined;
  const template = reader.required(
    fields,
    'template',
    tree,
    t('an https: or mailto: address, such as mailto:ospo@example.com.'),
  );
  const place = fields.get('template');
  if (template === undefined || place === undefined) return undefined;
  if (!isAskTemplate(template)) {
    const message = t(
      '{0} cannot be opened. Write an https: or mailto: address without spaces, its host or recipient without placeholders.',
      JSON.stringify(template),
    );
    reader.report('policy.link', 'error', place, message);
    return undefined;
  }
  reportPlaceholders(reader, place, template);
  return { label: reader.text(fields.get('label')) ?? t('Ask the OSPO'), template };
}

/** A placeholder must not decide where a case is sent. */
function isAskTemplate(text: string): boolean {
  return /^https:\/\/[^/{}@\\\s?#]+([/?#]\S*)?$/i.test(text) || /^mailto:[^{}?\s]*(\?\S*)?$/i.test(text);
}

function reportPlaceholders(reader: Reader, tree: Tree, template: string): void {
  for (const [text, name = ''] of template.matchAll(/\{([^{}]*)\}/g)) {
    if (ASK_PLACEHOLDERS.some((known) => known === name)) continue;
    const meant = nearest(name, ASK_PLACEHOLDERS);
    const hint =
      meant === undefined ? t('Known: {0}.', ASK_PLACEHOLDERS.join(', ')) : t('Did you mean {{0}}?', meant);
    reader.report('policy.placeholder', 'warning', tree, t('{0} stands for nothing. {1}', text, hint));
  }
}

/** Reads `clauses`: titles and links for the clause ids that rules name. */
export function readClauses(reader: Reader, tree: Tree | undefined): PolicyLayer['clauses'] {
  const clauses: [string, { title?: string; link?: string }][] = [];
  for (const [id, value] of reader.anyFields(tree)) {
    const fields = reader.fields(value, ['title', 'link']);
    const title = reader.text(fields.get('title'));
    const link = reader.link(fields.get('link'));
    clauses.push([
      id,
      { ...(title === undefined ? {} : { title }), ...(link === undefined ? {} : { link }) },
    ]);
  }
  return Object.fromEntries(clauses);
}

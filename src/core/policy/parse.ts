import type { Parsed, Policy, PolicyLayer } from '../model';
import { readAlternatives, readAsk, readClauses, readDocuments, readOnboarding } from './guidanceSection';
import { hashText } from './hash';
import { readHealth, readScorecard, readSeverities } from './healthSection';
import { readLicenses } from './licenseSection';
import { readClarifications, readExceptions, readPackages } from './packageSection';
import { EVERY_NAME, hidesBase, isMeant, readPrivate } from './privateSection';
import { type Fields, Reader } from './reader';
import { readDocument } from './readDocument';
import { parseReference } from './references';
import { Problems, type Tree } from './tree';
import { readTransitive } from './transitiveSection';
import { OVERRIDABLE_KEYS, SHIPPING } from './vocabulary';
import { t } from '../present/language';

/** Where a policy comes from. */
export interface PolicyOptions {
  /** A path, a URL, or `default`; shown, and put into every clause and problem. */
  readonly origin: string;
  /** The policy that ships inside: a starting point, nobody's decision. */
  readonly isDefault?: boolean;
  /** Makes a relative link of the policy mean the same for another one that builds on it. */
  readonly resolveLink?: (link: string) => string;
}

const POLICY_KEYS = [
  '$schema',
  'version',
  'name',
  'revision',
  'extends',
  'overridable',
  'shipping',
  'licenses',
  'packages',
  'exceptions',
  'clarifications',
  'scorecard',
  'health',
  'alternatives',
  'private',
  'clauses',
  'documents',
  'onboarding',
  'community-catalog',
  'ask',
  'severity',
  'transitive',
] as const;

/**
 * Reads a policy file, YAML or JSON (comments allowed). Never throws; one bad entry never disables the rest: it is
 * left out, or read in the way that stops more packages, and is a problem with its place and what to write instead.
 *
 * A document that cannot be read at all is a policy without rules, under which every license is for review. One that is
 * not well-formed, or that builds on what nobody can tell, may list any name as private, so every name is.
 */
export function parsePolicy(text: string, options: PolicyOptions): Parsed<Policy> {
  const problems = new Problems(options.origin);
  const { tree, problems: found } = readDocument(text, options.origin);
  problems.all.push(...found);
  if (tree === undefined && found.length === 0)
    problems.add(
      'policy.empty',
      'error',
      { start: 0, end: text.length },
      t('The policy is empty: every license is for review.'),
    );
  const reader = new Reader(options.origin, problems, options.resolveLink);
  const isWhole = found.every(({ severity }) => severity !== 'error') && !hidesBase(tree, POLICY_KEYS);
  const policy = readPolicy(reader, tree, options, isWhole);
  return { value: policy, problems: problems.inOrder() };
}

function readPolicy(
  reader: Reader,
  tree: Tree | undefined,
  options: PolicyOptions,
  isWhole: boolean,
): Policy {
  const fields = reader.fields(tree, POLICY_KEYS, (key) => key.startsWith('x-') || isMeant(key, POLICY_KEYS));
  readVersion(reader, fields, tree);
  reader.clauses = readClauses(reader, fields.get('clauses'));
  const revision = reader.text(fields.get('revision'));
  const named = readPrivate(reader, tree, POLICY_KEYS);
  const content = {
    name: reader.text(fields.get('name')) ?? t('Unnamed policy'),
    ...(revision === undefined ? {} : { revision }),
    origin: options.origin,
    isDefault: options.isDefault ?? false,
    shipping: reader.word(fields.get('shipping'), SHIPPING) ?? 'distributed',
    ...readLicenses(reader, fields.get('licenses')),
    packageRules: readPackages(reader, fields.get('packages')),
    exceptions: readExceptions(reader, fields.get('exceptions')),
    clarifications: readClarifications(reader, fields.get('clarifications')),
    ...readScorecard(reader, fields.get('scorecard')),
    ...readHealth(reader, fields.get('health')),
    alternatives: readAlternatives(reader, fields.get('alternatives')),
    privatePackages: isWhole ? named : EVERY_NAME,
    documents: readDocuments(reader, fields.get('documents')),
    ...readOnboarding(reader, fields.get('onboarding')),
    ...readCommunityCatalog(reader, fields.get('community-catalog')),
    ask: readAsk(reader, fields.get('ask')),
    severities: readSeverities(reader, fields.get('severity')),
    ...readTransitive(reader, fields.get('transitive')),
  };
  return withHash({ ...content, layer: readLayer(reader, fields) });
}

function readCommunityCatalog(reader: Reader, tree: Tree | undefined): Pick<Policy, 'communityCatalog'> {
  const communityCatalog = reader.flag(tree);
  return communityCatalog === undefined ? {} : { communityCatalog };
}

/** The policy with the hash of what it decides; where it lies and how it was layered make no difference. */
export function withHash(policy: Omit<Policy, 'hash'>): Policy {
  const { layer, ...content } = policy;
  const hash = hashText(JSON.stringify([{ ...content, hash: '' }, layer?.overridable ?? []]));
  return { ...policy, hash };
}

/** The file's format; other versions may mean other things, so they are read, but not silently. */
function readVersion(reader: Reader, fields: Fields, tree: Tree | undefined): void {
  const version = fields.get('version');
  if (version?.kind === 'scalar' && version.value === 1) return;
  if (tree?.kind !== 'map') return;
  const message = t('write "version: 1", the version of this file format.');
  if (version === undefined) reader.report('policy.version', 'warning', tree, message);
  else reader.report('policy.version', 'error', version, t('this version is not known; {0}', message));
}

function readLayer(reader: Reader, fields: Fields): PolicyLayer {
  const licenses = fields.get('licenses');
  const below = licenses?.kind === 'map' ? licenses.entries.map(({ key }) => `licenses.${key}`) : [];
  return {
    extends: reader.texts(fields.get('extends'), t('a policy')).flatMap(([text, item]) => {
      const read = parseReference(text, item.span);
      if ('reference' in read) return [read.reference];
      reader.report(read.code, 'error', item, read.message);
      return [];
    }),
    overridable: reader
      .items(fields.get('overridable'))
      .flatMap((item) => reader.word(item, OVERRIDABLE_KEYS) ?? []),
    stated: [...fields.keys(), ...below],
    clauses: reader.clauses,
  };
}

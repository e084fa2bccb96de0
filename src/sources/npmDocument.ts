import { lacks, licenseField, phrase } from '../core/index';
import type { Evidence, EvidencePatch, Fact, FactKind, Gap } from '../core/index';
import type { HttpAnswer } from './http';
import { asRecord, asString } from './json';
import type { Json } from './json';
import { NETWORK_PARTS } from './networkParts';
import { lastRelease, licenseRuns } from './npmVersions';
import { deprecationMessage, packageLinks } from './packageFields';
import { parseRepository } from './repositoryUrl';

const FACTS: readonly FactKind[] = ['version', ...NETWORK_PARTS.documents.facts];

/** What the document of a version states of itself. */
export function factsIn(document: Json, date: string): EvidencePatch {
  const license = licenseField(document);
  const repository = parseRepository(document['repository']);
  const deprecation = deprecationMessage(document);
  return {
    ...(license !== undefined && { licenses: [fact(license, date)] }),
    ...(repository && { repository: fact(repository, date) }),
    ...(deprecation !== undefined && { deprecation: fact(deprecation, date) }),
    links: packageLinks(document),
  };
}

/** What only the full document of a package states. */
export function historyIn(packument: Json, date: string): EvidencePatch {
  const runs = licenseRuns(packument);
  const released = lastRelease(packument);
  return {
    ...(runs && { licenseRuns: fact(runs, date) }),
    ...(released !== undefined && { lastRelease: fact(released, date) }),
  };
}

export function fact<T>(value: T, date: string): Fact<T> {
  return { value, origin: { source: 'npm', label: phrase('npm registry'), date } };
}

/** The document in an answer, if it is one of a package. */
export function recordIn(answer: HttpAnswer): Json | undefined {
  const document = answer.kind === 'ok' ? asRecord(answer.json) : undefined;
  return asString(document?.['name']) === undefined ? undefined : document;
}

/** What to say where there is no document. */
export function unanswered(known: Evidence, answer: HttpAnswer): EvidencePatch | undefined {
  switch (answer.kind) {
    case 'cancelled':
      return undefined;
    case 'not-found':
      return { gaps: gaps(known, 'not-found') };
    case 'ok':
      return { gaps: gaps(known, 'bad-answer', phrase('not a document of a package')) };
    case 'failure':
      return { gaps: gaps(known, answer.why, answer.detail) };
  }
}

/** A gap for each fact that the registry could have stated. */
export function gaps(known: Evidence, why: Gap['why'], detail?: string): Gap[] {
  const missing = FACTS.filter((kind) => lacks(known, kind));
  return missing.map((kind) => ({ fact: kind, source: 'npm', why, ...(detail !== undefined && { detail }) }));
}

import type { Advisory, EvidencePatch, Fact, Repository } from '../core/index';
import { asRecord, asString, recordsIn, stringsIn } from './json';
import type { Json } from './json';
import { repositoryId } from './repositoryUrl';
import { phrase, uriPart } from '../core/index';

/** What the document of a version (GetVersion) states. */
export function versionFacts(document: Json, date: string): EvidencePatch {
  const license = licenseIn(document);
  const repository = repositoryIn(document);
  const reason = asString(document['deprecatedReason']) ?? phrase('deprecated by its authors');
  return {
    ...(license !== undefined && { licenses: [depsDevFact(license, date)] }),
    ...(repository && { repository: depsDevFact(repository, date) }),
    ...(document['isDeprecated'] === true && { deprecation: depsDevFact(reason, date) }),
    ...(Array.isArray(document['advisoryKeys']) && { advisories: depsDevFact(advisoriesIn(document), date) }),
  };
}

/** Several entries have no stated relation: the careful reading is that each of them holds. */
function licenseIn(document: Json): string | undefined {
  const licenses = stringsIn(document['licenses']);
  if (licenses.length < 2) return licenses[0];
  return licenses.map((license) => (/\sOR\s/i.test(license) ? `(${license})` : license)).join(' AND ');
}

/**
 * The repository that the source is in; the first related project is often only its issue tracker. Of hosts that
 * deps.dev has no projects of there is the package's own link.
 */
function repositoryIn(document: Json): Repository | undefined {
  const links = recordsIn(document['links']);
  const link = links.find((entry) => entry['label'] === 'SOURCE_REPO')?.['url'];
  const linked = repositoryId(asString(link) ?? '');
  const related = recordsIn(document['relatedProjects']);
  const source = related.find((entry) => entry['relationType'] === 'SOURCE_REPO');
  const id = asString(asRecord(source?.['projectKey'])?.['id']);
  if (source === undefined || id === undefined)
    return linked === undefined ? undefined : { id: linked, provenance: 'self-reported' };
  const provenance = /ATTESTATION$/.test(asString(source['relationProvenance']) ?? '')
    ? 'attested'
    : 'self-reported';
  return { id: ownCase(id, linked ?? id), provenance };
}

function advisoriesIn(document: Json): Advisory[] {
  const ids = recordsIn(document['advisoryKeys']).flatMap((entry) => asString(entry['id']) ?? []);
  return ids.map((id) => ({
    id,
    summary: '',
    url: `https://osv.dev/vulnerability/${uriPart(id)}`,
  }));
}

/** A statement of deps.dev. */
export function depsDevFact<T>(value: T, date: string): Fact<T> {
  return { value, origin: { source: 'deps.dev', label: 'deps.dev', date } };
}

/** deps.dev writes projects in lower case; the package's own link keeps the case that Scorecard wants. */
export function ownCase(id: string, stated: string): string {
  return id.toLowerCase() === stated.toLowerCase() ? stated : id;
}

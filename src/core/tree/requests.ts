import { readLicense } from '../licenses/read';
import type { Dependency, Origin } from '../model';
import type { EvidenceRequest, PrivacyRule } from '../ports';
import { dependencyFor, statedOf } from './judgeTree';
import { packageKey } from './origin';
import { isDirect } from './reach';
import type { DependencyTree } from './reach';

/**
 * What to learn about the packages that a manifest brings: the license of those of which the lockfile states none that
 * can be read, each once. Nothing else is asked about them, so that a lockfile with licenses asks nothing at all.
 */
export function treeRequests(
  tree: DependencyTree,
  privacyOf: PrivacyRule,
  stated: Origin,
): EvidenceRequest[] {
  const { graph, entryOf, dependencies } = tree;
  const requests: EvidenceRequest[] = [];
  const asked = new Uint8Array(graph.groups);
  for (const index of tree.reached) {
    const locked = graph.packages[index];
    const group = graph.groupOf[index] ?? 0;
    if (locked === undefined || locked.link || asked[group] === 1 || isDirect(tree, index)) continue;
    asked[group] = 1;
    if (locked.license !== undefined && isReadable(locked.license)) continue;
    const known = statedOf(locked, stated);
    const entry = dependencies[entryOf[index] ?? 0] as Dependency;
    const dependency = dependencyFor(locked, entry);
    requests.push({
      key: packageKey(locked),
      name: locked.name,
      range: locked.version,
      specifier: dependency.specifier,
      installedAs: locked.name,
      location: locked.location,
      wanted: ['license'],
      known,
      privacy: privacyOf(dependency),
    });
  }
  return requests;
}

function isReadable(license: unknown): boolean {
  return readLicense(license).kind === 'expression';
}

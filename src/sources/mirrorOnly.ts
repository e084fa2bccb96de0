import type { EvidenceSource } from '../core/index';
import type { NpmConfig } from './npmConfig';

/**
 * The npm source beside a mirror that alone speaks for the public world: registries of the organization are asked as
 * ever, the public one is not.
 */
export function withoutPublicRegistry(source: EvidenceSource, npm: NpmConfig): EvidenceSource {
  const isPublic = (name: string): boolean => npm.askableRegistryOf(name) === npm.publicRegistry;
  return {
    ...source,
    lookup: (requests, signal) =>
      source.lookup(
        requests.filter(({ name }) => !isPublic(name)),
        signal,
      ),
  };
}

import type { AlternativeChoice, Finding } from '../model';
import { isPackageName } from '../manifests/packageName';

/**
 * What the community suggests and the policy allows, as something that can be written into a manifest. A package whose
 * license or newest version is not known is told, but never written.
 */
export function suggestedChoices({ data, dependency }: Finding): AlternativeChoice[] {
  if (data.code !== 'alternative.community') return [];
  return data.suggestions.flatMap((suggestion) => {
    if (suggestion.kind !== 'package' || suggestion.version === undefined) return [];
    const { name, verdict, version } = suggestion;
    const isAllowed = verdict === 'allowed' || verdict === 'conditions';
    if (!isAllowed || !isPackageName(name) || name === dependency.packageName) return [];
    return [{ name, range: `^${version}`, dropIn: false }];
  });
}

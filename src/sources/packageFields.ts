import type { PackageLinks } from '../core/index';
import { asArray, asRecord, asString } from './json';
import type { Json } from './json';
import { phrase } from '../core/index';

/** The message of a deprecation. An empty one takes a deprecation back. */
export function deprecationMessage(packageJson: Json): string | undefined {
  const message = packageJson['deprecated'];
  if (message === true) return phrase('deprecated by its authors');
  return asString(message);
}

/** Addresses that a package.json names, web addresses only. */
export function packageLinks(packageJson: Json): PackageLinks {
  const homepage = webAddress(packageJson['homepage']);
  const [first] = asArray(packageJson['funding']);
  const stated = first ?? packageJson['funding'];
  const funding = webAddress(asRecord(stated)?.['url'] ?? stated);
  return { ...(homepage === undefined ? {} : { homepage }), ...(funding === undefined ? {} : { funding }) };
}

function webAddress(value: unknown): string | undefined {
  const text = asString(value);
  return text !== undefined && /^https?:\/\/[^\s]+$/i.test(text) ? text : undefined;
}

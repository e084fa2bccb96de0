import type { Policy, PolicyReference, Span } from '../model';
import { nearest } from './nearest';
import { parsePackagePattern } from './packages';
import { isWebAddress } from './links';
import { BUILT_IN_POLICIES } from './vocabulary';
import { t } from '../present/language';

/** The policies that a policy builds on, in the order in which it names them. Loading them is the host's work. */
export function extendsOf(policy: Policy): readonly PolicyReference[] {
  return policy.layer?.extends ?? [];
}

export type ReadReference =
  { readonly reference: PolicyReference } | { readonly code: string; readonly message: string };

/**
 * Reads one entry of `extends`: `./base.yaml`, `https://…#sha256-…`, `ospo-lens:balanced`, or a package of the
 * organization: `@acme/policy`, `@acme/policy/strict.yaml`, `npm:acme-policy/strict.yaml`.
 */
export function parseReference(text: string, span: Span): ReadReference {
  const base = { text, span };
  if (/^https?:/i.test(text)) return readUrl(text, base);
  if (text.startsWith('ospo-lens:')) return readBuiltIn(text, base);
  if (/^(npm:|@)/.test(text)) return readPackage(text, base);
  if (/^[a-z][a-z0-9+-]+:/i.test(text)) return { code: 'policy.extends', message: badReference(text) };
  if (/^\.{0,2}\/|[\\/]|\.(ya?ml|jsonc?)$/i.test(text))
    return { reference: { ...base, kind: 'file', path: text } };
  return readPackage(text, base);
}

interface Base {
  readonly text: string;
  readonly span: Span;
}

function readUrl(text: string, base: Base): ReadReference {
  const [url = '', pin = ''] = text.split('#');
  const sha256 = pinToHex(pin);
  if (!/^https:/i.test(url) || !isWebAddress(url))
    return { code: 'policy.extends', message: badReference(text) };
  if (sha256 === undefined)
    return {
      code: 'policy.extends-pin',
      message: t(
        '{0} needs a pin, so that nobody can change your policy unseen: put #sha256- and the SHA-256 of the file behind the address.',
        JSON.stringify(text),
      ),
    };
  return { reference: { ...base, kind: 'url', url, sha256 } };
}

function readBuiltIn(text: string, base: Base): ReadReference {
  const name = text.slice('ospo-lens:'.length);
  if (BUILT_IN_POLICIES.some((known) => known === name))
    return { reference: { ...base, kind: 'built-in', name } };
  const meant = nearest(name, BUILT_IN_POLICIES);
  const hint =
    meant === undefined
      ? t('There are {0}.', BUILT_IN_POLICIES.join(', '))
      : t('Did you mean ospo-lens:{0}?', meant);
  return {
    code: 'policy.extends',
    message: t('{0} does not ship with OSPO Lens. {1}', JSON.stringify(text), hint),
  };
}

function readPackage(text: string, base: Base): ReadReference {
  const match = /^(?:npm:)?((?:@[^/@\s]+\/)?[^/@\s]+)(?:\/([^\s]+))?$/.exec(text);
  const [, name = '', path] = match ?? [];
  const isSafe = path === undefined || !path.split(/[\\/]/).includes('..');
  if (!isSafe || parsePackagePattern(name)?.name !== name || name.includes('*'))
    return { code: 'policy.extends', message: badReference(text) };
  return { reference: { ...base, kind: 'package', name, ...(path === undefined ? {} : { path }) } };
}

function badReference(text: string): string {
  return t(
    '{0} names no policy. Write a path (./base.yaml), an https address with #sha256-…, a package of your organization (@acme/policy), or ospo-lens:balanced.',
    JSON.stringify(text),
  );
}

/** The pin in hexadecimal; `undefined` for no SHA-256. Accepts hexadecimal, base64 and base64url. */
function pinToHex(pin: string): string | undefined {
  const value = /^sha256-(.+)$/i.exec(pin)?.[1];
  if (value === undefined) return undefined;
  if (/^[0-9a-f]{64}$/i.test(value)) return value.toLowerCase();
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(value) ? base64ToHex(value) : undefined;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64ToHex(text: string): string {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=$/, '');
  const bits = Array.from(plain, (letter) => BASE64.indexOf(letter).toString(2).padStart(6, '0')).join('');
  const nibbles = bits.slice(0, 256).match(/.{4}/g) ?? [];
  return nibbles.map((nibble) => Number.parseInt(nibble, 2).toString(16)).join('');
}

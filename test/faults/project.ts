import { TOKEN } from './networkFaults';
import type { Addresses } from './services';

const POLICY = `version: 1
name: Faults
licenses:
  allow: [permissive]
  deny: [network-copyleft]
packages:
  deny:
    - package: left-by-name
      reason: Not here.
`;

/**
 * The files of a project of which two packages must be asked for: one that is in no lockfile, one whose license is not.
 *
 * @param id makes the names of the packages its own, so that no earlier answer stands for them.
 */
export function projectFiles(id: string, { npm }: Addresses): Readonly<Record<string, string>> {
  const dependencies = { [`${id}-denied`]: '^1.0.0', [`${id}-allowed`]: '^1.0.0', 'from-lockfile': '^1.0.0' };
  const packages = {
    '': { dependencies },
    [`node_modules/${id}-allowed`]: { version: '1.0.0' },
    'node_modules/from-lockfile': { version: '1.0.0', license: 'MIT' },
  };
  return {
    'package-lock.json': JSON.stringify({ lockfileVersion: 3, packages }),
    'ospo-policy.yaml': POLICY,
    '.npmrc': npmrc(npm),
    'package.json': `${JSON.stringify({ name: 'faults', dependencies }, undefined, 2)}\n`,
  };
}

/** The settings of a registry that wants a key. */
export function npmrc(registry: string): string {
  return `registry=${registry}\n${registry.replace(/^https?:/, '')}:_authToken=${TOKEN}\n`;
}

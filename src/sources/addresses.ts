import type { AddressOf } from '../core/index';
import type { NetworkOptions } from './networkOptions';
import { ADDRESSES } from './services';

/** The addresses that the sources of `createNetworkSources` ask; `undefined` where a package is not asked about there. */
export function addressesOf(options: NetworkOptions): AddressOf {
  const { npm, mirror, depsDev, scorecard, osv } = options;
  return (source, name) => {
    switch (source) {
      case 'npm':
        return registryFor(npm.askableRegistryOf(name), options);
      case 'mirror':
        return mirror?.address;
      case 'deps.dev':
        return depsDev || ADDRESSES.depsDev;
      case 'scorecard':
        return scorecard || ADDRESSES.scorecard;
      case 'osv':
        return osv || ADDRESSES.osv;
      default:
        return undefined;
    }
  };
}

/** Beside a mirror that alone speaks for the public world, the public registry is not asked. */
function registryFor(registry: string | undefined, { npm, mirror }: NetworkOptions): string | undefined {
  return mirror?.only === true && registry === npm.publicRegistry ? undefined : registry;
}

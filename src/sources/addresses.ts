import type { AddressOf, SourceId } from '../core/index';
import { MOST_DIGITS, shardOf } from './mirrorFormat';
import type { NetworkOptions } from './networkOptions';
import { ADDRESSES } from './services';

/** The addresses that the sources of `createNetworkSources` ask; `undefined` where a package is not asked about there. */
export function addressesOf(options: NetworkOptions): AddressOf {
  const { npm, mirror, depsDev, scorecard, osv } = options;
  const addressOf = (source: SourceId, name: string): string | undefined => {
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
  return Object.assign(addressOf, { mirrorFileOf });
}

/** The index says how many digits of a name's hash tell its file, at most three. */
function mirrorFileOf(name: string): string {
  return `packages/${shardOf(name, MOST_DIGITS)}….json`;
}

/** Beside a mirror that alone speaks for the public world, the public registry is not asked. */
function registryFor(registry: string | undefined, { npm, mirror }: NetworkOptions): string | undefined {
  return mirror?.only === true && registry === npm.publicRegistry ? undefined : registry;
}

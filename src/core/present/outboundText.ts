import type { SourceId } from '../model';
import type { Outbound, OutboundItem, OutboundService } from '../outbound';
import { sourceNames } from './gaps';
import { plural, t, worded } from './language';
import { capitalize, clip, distinct, withoutSecrets } from './plain';
import { privacyText } from './reasons';

/** What would be sent for one manifest, in JSON. */
export interface OutboundReport {
  readonly manifest: string;
  readonly offline: boolean;
  readonly services: readonly {
    readonly service: SourceId;
    readonly address?: string;
    readonly learns: string;
    readonly items: readonly OutboundItem[];
    /** Of a mirror, which learns no names. */
    readonly files?: readonly string[];
  }[];
  readonly keptBack: readonly { readonly name: string; readonly why: string }[];
}

const learns: Readonly<Partial<Record<SourceId, string>>> = worded({
  mirror: () => t('which of its files are read, each of many packages; no name'),
  npm: () => t('names, and versions where they are known'),
  'deps.dev': () => t('names and versions, then source repositories'),
  osv: () => t('names and versions'),
  scorecard: () => t('source repositories'),
});

/**
 * The list for people: each service with what it would learn, then the names that are kept back and why.
 *
 * @param manifest how the host names the package.json.
 */
export function outboundText(manifest: string, outbound: Outbound): string {
  const { offline, services } = outbound;
  const head = offline
    ? t('Offline: nothing is sent. Online, it would be at most this:')
    : t(
        'At most this is sent; answers that are kept on disk are not asked for again. Nothing was sent to make this list.',
      );
  const nothing = services.length === 0 ? [t('Nothing would be sent to any service.')] : [];
  return [
    t('What would be sent for {0}', clip(manifest, 200)),
    head,
    '',
    ...nothing,
    ...services.flatMap(serviceLines),
    ...keptLines(outbound),
    t('Never sent: source code, file names, the names that aliases are imported by, the policy.'),
    '',
  ].join('\n');
}

/** The same for programs; without secrets that somebody wrote into an address. */
export function outboundReport(manifest: string, { offline, services, kept }: Outbound): OutboundReport {
  return {
    manifest,
    offline,
    services: services.map(({ id, address, items, files }) => ({
      service: id,
      ...(address !== undefined && { address: withoutSecrets(address) }),
      learns: learns[id] ?? '',
      items,
      ...(files && { files }),
    })),
    keptBack: kept.map(({ name, privacy }) => ({ name, why: privacyText(privacy) })),
  };
}

function serviceLines(service: OutboundService): string[] {
  const { id, address, items, files = [], packages = 0 } = service;
  const where = address === undefined ? '' : ` (${clip(withoutSecrets(address), 160)})`;
  const lines = distinct(items.map((item) => itemText(id, item)));
  return [
    `${serviceName(id)}${where}: ${learns[id] ?? ''}`,
    ...(id === 'mirror'
      ? [`  ${plural(packages, 'for {0} package', 'for {0} packages')}`, ...files.map((file) => `  ${file}`)]
      : lines.map((line) => `  ${line}`)),
    '',
  ];
}

/** deps.dev keeps its small letter; of registries the address tells which one it is. */
function serviceName(id: SourceId): string {
  if (id === 'npm') return t('The registry');
  return id === 'deps.dev' ? id : capitalize(sourceNames[id]);
}

function itemText(id: SourceId, { name, version, repository }: OutboundItem): string {
  if (id === 'scorecard')
    return repository === undefined
      ? t('the repository of {0}, once it is known', clip(name, 214))
      : clip(repository, 200);
  const named = version === undefined ? clip(name, 214) : `${clip(name, 214)} ${clip(version, 60)}`;
  return id === 'deps.dev' && repository !== undefined ? `${named}, ${clip(repository, 200)}` : named;
}

function keptLines({ kept }: Outbound): string[] {
  if (kept.length === 0) return [];
  const lines = kept.map(({ name, privacy }) => `  ${clip(name, 214)}: ${privacyText(privacy)}`);
  return [t('Private: sent to no public service'), ...lines, ''];
}

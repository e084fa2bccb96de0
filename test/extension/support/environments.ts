// What judges a manifest, without files, settings and network.
import { parsePolicy } from '../../../src/core/index';
import type { EvidenceRequest, EvidenceSource, Lockfile, SourceId } from '../../../src/core/index';
import type { Environment } from '../../../src/extension/environment/environments';
import { BroughtEvidence } from '../../../src/extension/judgements/broughtEvidence';
import { BASE_POLICY, stated } from '../../core/helpers/scanned';

/** A door that somebody stands before, until it is opened. */
export function gate() {
  let [arrive, open] = [() => {}, () => {}];
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const pass = () => {
    arrive();
    return opened;
  };
  return { arrived, pass, open: () => open() };
}

/** A source that says of licenses what `answer` gives. */
export function sourceOf(
  id: SourceId,
  reach: EvidenceSource['reach'],
  answer: (request: EvidenceRequest) => Promise<string | undefined>,
): EvidenceSource {
  const origin = { source: id, label: id, date: '2026-11-23' };
  return {
    ...{ id, reach, facts: ['license'] },
    lookup: async (requests) => {
      const patches = requests.map(async (request) => {
        const license = await answer(request);
        const gap = { fact: 'license', source: id, why: 'unreachable' } as const;
        return [
          request.key,
          license === undefined ? { gaps: [gap] } : { licenses: [{ value: license, origin }] },
        ] as const;
      });
      return new Map(await Promise.all(patches));
    },
  };
}

/** What a lockfile says of some packages: version 1.0.0 and MIT. */
export function lockedSource(...names: string[]): EvidenceSource {
  const patch = { version: { value: '1.0.0', origin: stated }, licenses: [{ value: 'MIT', origin: stated }] };
  return {
    ...{ id: 'lockfile', reach: 'local', facts: ['version', 'license'] },
    lookup: (requests) => {
      const locked = requests.filter(({ name }) => names.includes(name));
      return Promise.resolve(new Map(locked.map(({ key }) => [key, patch])));
    },
  };
}

/** As much of an environment as trees are judged by. */
export function environmentOf(...sources: EvidenceSource[]): Environment {
  const { value: policy } = parsePolicy(`version: 1\nname: Test\n${BASE_POLICY}\n`, { origin: 'p.yaml' });
  return {
    policy,
    now: () => '2026-11-23T08:00:00Z',
    path: 'package.json',
    privacyOf: () => undefined,
    plan: { sources, offline: [] },
    brought: new BroughtEvidence(),
  } as unknown as Environment;
}

/** As much of an environment as a manifest is judged by, with what its dependencies bring. */
export function projectOf(lockfile: Lockfile, ...sources: EvidenceSource[]): Environment {
  const found = { lockfile, manifestFolder: '', stated, path: 'package-lock.json' };
  return {
    ...environmentOf(...sources),
    config: { offline: false },
    lockfile: () => Promise.resolve({ found, problems: [] }),
  } as unknown as Environment;
}

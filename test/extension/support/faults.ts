import type { Addresses } from '../../faults/services';
import { findings, until, withSetting } from './editor';
import type { Case } from './editor';

/** Sets several of our settings until the end of `work`. */
export async function withSettings(
  settings: Readonly<Record<string, unknown>>,
  work: () => Promise<void>,
): Promise<void> {
  const [first, ...rest] = Object.entries(settings);
  if (!first) return work();
  await withSetting(first[0], first[1], () => withSettings(Object.fromEntries(rest), work));
}

/** The same for many tests: answers what restores the settings. */
export async function holdSettings(
  settings: Readonly<Record<string, unknown>>,
): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  let restored: Promise<void> = Promise.resolve();
  await new Promise<void>((entered) => {
    restored = withSettings(settings, () => {
      entered();
      return new Promise((done) => (release = done));
    });
  });
  return () => {
    release();
    return restored;
  };
}

/** The settings that name the services. */
export const servicesAt = ({ depsDev, scorecard, osv }: Addresses) => ({
  'services.depsDev': depsDev,
  'services.scorecard': scorecard,
  'services.osv': osv,
});

/** Waits for the real verdicts: one package is denied, nothing is unknown. */
export const recovered = (opened: Case, id: string): Promise<true> =>
  until(() => (findings(opened).join() === `license.denied ${id}-denied` ? true : undefined));

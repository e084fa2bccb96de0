// Runs inside the extension host. Started in an empty folder, so that nothing is active yet.
import { writeFileSync } from 'node:fs';
import { measureFloor } from './floor';
import { profile } from './profile';
import { setting } from './setting';
import { measureStart } from './start';
import { measureTyping } from './typing';
import { measureWorkspace } from './workspace';

const MEASURES: Readonly<Record<string, () => Promise<unknown>>> = {
  start: measureStart,
  floor: measureFloor,
  typing: measureTyping,
  workspace: measureWorkspace,
};

export async function run(): Promise<void> {
  const measure = MEASURES[setting('MEASURE')];
  if (!measure) throw new Error(`There is no measure ${setting('MEASURE')}.`);
  const explain = setting('PROFILE') === '' ? undefined : await profile();
  const measured = await measure();
  const tasks = await explain?.();
  writeFileSync(setting('RESULT'), JSON.stringify(tasks === undefined ? measured : { measured, tasks }));
}

// Runs inside the extension host. Started in an empty folder, so that nothing is active yet.
import { renameSync, writeFileSync } from 'node:fs';
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
  const file = setting('RESULT');
  writeFileSync(`${file}.part`, JSON.stringify(tasks === undefined ? measured : { measured, tasks }));
  renameSync(`${file}.part`, file);
}

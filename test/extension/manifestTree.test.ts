import { strict as assert } from 'node:assert';
import { ManifestJudge, noEvidence, parseManifest } from '../../src/core/index';
import type { EvidenceSource, Lockfile } from '../../src/core/index';
import type { Environment } from '../../src/extension/environment/environments';
import { ManifestTree } from '../../src/extension/judgements/manifestTree';
import type { Pace } from '../../src/extension/judgements/manifestTree';
import { Slices } from '../../src/extension/judgements/slices';
import { npmLock, stated } from '../core/helpers/scanned';
import { environmentOf, gate, sourceOf } from './support/environments';

const NOW = '2026-11-23T08:00:00Z';
const MANIFEST = '{ "dependencies": { "web": "^1.0.0" } }';
const LOCKFILE = npmLock({
  'node_modules/web': { dependencies: { agpl: '^1.0.0', silent: '^1.0.0' } },
  'node_modules/agpl': { license: 'AGPL-3.0-only' },
  'node_modules/silent': { license: undefined },
});

describe('the tree of a manifest', () => {
  let slices: Slices;
  let trees: ManifestTree[];
  beforeEach(() => {
    slices = new Slices();
    trees = [new ManifestTree(), new ManifestTree()];
  });
  afterEach(() => {
    for (const tree of trees) tree.dispose();
    slices.dispose();
  });

  const { value: manifest } = parseManifest(MANIFEST);
  const evidenceOf = () => ({ ...noEvidence, version: { value: '1.0.0', origin: stated } });
  const treeAt = (index: number) => trees[index] ?? assert.fail();
  const paceOf =
    (index: number): Pace =>
    (steps) =>
      slices.take(`tree ${index}`, true, steps);

  const grow = (
    environment: Environment,
    { index = 0, again = false, pace = paceOf(index), lockfile = LOCKFILE, read = Promise.resolve() } = {},
  ) => {
    const locked = { lockfile, folder: '', stated };
    const soil = () => read.then(() => ({ manifest, environment, locked, evidenceOf }));
    return treeAt(index).grow(soil, pace, again);
  };

  /** `license.denied agpl`: what is told of which package. */
  const told = (index = 0) => {
    const { policy, path, privacyOf } = environmentOf();
    const input = {
      manifest,
      policy,
      privacyOf,
      manifestPath: path,
      now: NOW,
      evidenceOf,
      isPending: () => false,
    };
    const judged = treeAt(index).attach(new ManifestJudge().judge(input) ?? []);
    return judged
      .flatMap(({ brought = [] }) => brought)
      .map(({ code, via }) => `${code} ${via?.path.at(-1)?.name ?? ''}`);
  };

  /** A registry that is out of reach at first, and answers when the door is opened. */
  function recovering(door: ReturnType<typeof gate>): EvidenceSource {
    let asked = 0;
    return sourceOf('npm', 'registry', async () => {
      asked += 1;
      if (asked === 1) return undefined;
      await door.pass();
      return 'MIT';
    });
  }

  const UNKNOWN = ['license.denied agpl', 'license.unknown silent'];
  const KNOWN = ['license.denied agpl'];

  it('is finished by the newest growth, whatever an older one still waits for', async () => {
    const door = gate();
    // Ways out are looked for last: the older growth is almost done.
    const held = sourceOf('snapshot', 'local', async ({ key }) => {
      if (key.startsWith('versions:')) await door.pass();
      return undefined;
    });
    const older = grow(environmentOf(held));
    await door.arrived;
    const begun = gate();
    const newer = grow(environmentOf(), {
      pace: (steps) => {
        void begun.pass();
        return paceOf(0)(steps);
      },
    });
    await begun.arrived;
    door.open();
    await Promise.all([older, newer]);
    assert.deepEqual(told(), UNKNOWN);
  });

  it('has what sources say when they are asked again, also where a key is pressed meanwhile', async () => {
    const door = gate();
    const environment = environmentOf(recovering(door));
    await grow(environment);
    assert.deepEqual(told(), UNKNOWN);
    const again = grow(environment, { again: true });
    await door.arrived;
    const afterKey = grow(environment);
    door.open();
    await Promise.all([again, afterKey]);
    assert.deepEqual(told(), KNOWN);
    assert.equal(treeAt(0).asked, 2);
  });

  it('knows whether a source is to be asked again, and is not judged again where none is', async () => {
    const door = gate();
    const environment = environmentOf(recovering(door));
    await grow(environment);
    assert.equal(treeAt(0).lacksAnswer, true);
    door.open();
    await grow(environment, { again: true });
    assert.equal(treeAt(0).lacksAnswer, false);
    const { judged } = treeAt(0);
    await grow(environment, { again: true });
    assert.equal(treeAt(0).judged, judged);
  });

  it('keeps what is known while another manifest has sources asked again', async () => {
    const door = gate();
    const environment = environmentOf(recovering(door));
    await grow(environment);
    const other = grow(environment, { index: 1, again: true });
    await door.arrived;
    // Another policy: judged by what is known, without waiting.
    await grow({ ...environment });
    assert.deepEqual(told(0), UNKNOWN);
    door.open();
    await other;
    assert.deepEqual(told(1), KNOWN);
  });

  /** More packages without a license than are asked about at once. */
  const MANY = 250;
  const manyNames = Array.from({ length: MANY }, (_, index) => `silent-${index}`);
  const manySilent: Lockfile = npmLock({
    'node_modules/web': { dependencies: Object.fromEntries(manyNames.map((name) => [name, '^1.0.0'])) },
    ...Object.fromEntries(manyNames.map((name) => [`node_modules/${name}`, { license: undefined }])),
  });

  /** A registry that notes about whom it is asked: it keeps 100 answers, after `before` others, until the door is opened. */
  function noting(door: ReturnType<typeof gate>, license: string | undefined = 'MIT', before = 0) {
    const asked: string[] = [];
    const source = sourceOf('npm', 'registry', async ({ name }) => {
      asked.push(name);
      if (asked.length > before && asked.length <= before + 100) await door.pass();
      return asked.length <= before ? undefined : license;
    });
    return { asked, source };
  }

  it('asks nobody by an environment that is gone', async () => {
    const [door, otherDoor] = [gate(), gate()];
    const first = noting(door, undefined);
    const second = noting(otherDoor);
    const online = grow(environmentOf(first.source, { ...second.source, id: 'deps.dev', reach: 'public' }), {
      lockfile: manySilent,
    });
    await door.arrived;
    await grow(environmentOf(), { lockfile: manySilent });
    door.open();
    otherDoor.open();
    await online;
    assert.deepEqual([first.asked.length, second.asked.length], [100, 0]);
  });

  it('ends what is asked as soon as its environment is gone, before it grows by the next one', async () => {
    const door = gate();
    const { asked, source } = noting(door);
    const online = grow(environmentOf(source), { lockfile: manySilent });
    await door.arrived;
    treeAt(0).leave(environmentOf());
    door.open();
    await online;
    assert.equal(asked.length, 100);
  });

  it('takes over what is being asked where a key is pressed, and asks for the rest once', async () => {
    const door = gate();
    const { asked, source } = noting(door);
    const environment = environmentOf(source);
    const older = grow(environment, { lockfile: manySilent });
    await door.arrived;
    const newer = grow(environment, { lockfile: manySilent });
    door.open();
    await Promise.all([older, newer]);
    assert.deepEqual([...asked].sort(), [...manyNames].sort());
    assert.equal(treeAt(0).asked, MANY);
    assert.deepEqual(told(), []);
  });

  it('leaves to another manifest of the project what it asks no more itself', async () => {
    const door = gate();
    const { asked, source } = noting(door);
    const environment = environmentOf(source);
    const gone = grow(environment, { lockfile: manySilent });
    await door.arrived;
    const other = grow(environment, { index: 1, lockfile: manySilent });
    treeAt(0).leave(environmentOf());
    door.open();
    await Promise.all([gone, other]);
    assert.deepEqual(new Set(asked), new Set(manyNames));
    assert.deepEqual(told(1), []);
  });

  it('asks again about all where a key is pressed meanwhile', async () => {
    const door = gate();
    const { asked, source } = noting(door, 'MIT', MANY);
    const environment = environmentOf(source);
    await grow(environment, { lockfile: manySilent });
    const again = grow(environment, { again: true, lockfile: manySilent });
    await door.arrived;
    // The lockfile is read when the older growth has ended.
    const afterKey = grow(environment, { lockfile: manySilent, read: again.then(() => undefined) });
    door.open();
    await afterKey;
    assert.equal(asked.length, 2 * MANY);
    assert.deepEqual(told(), []);
  });
});

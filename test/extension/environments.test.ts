import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { Environments } from '../../src/extension/environment/environments';
import type { Environment, EnvironmentChange } from '../../src/extension/environment/environments';
import { gate } from './support/environments';

const MANIFEST = vscode.Uri.file('/nowhere/package.json');

describe('the environments', () => {
  let environments: Environments;
  let opening: () => Promise<Partial<Environment>>;
  let changes: EnvironmentChange[];

  beforeEach(() => {
    changes = [];
    environments = new Environments({
      open: async () => ({ files: [], histories: [], ...(await opening()) }) as unknown as Environment,
      forget: () => undefined,
      forgetFailures: () => undefined,
    });
    environments.onDidChange((change) => changes.push(change));
  });
  afterEach(() => environments.dispose());

  /** Loadings that end when their doors are opened: the first, then the second. */
  function twoLoadings() {
    const doors = [gate(), gate()] as const;
    let count = 0;
    opening = async () => {
      const index = count++;
      await doors[index]?.pass();
      return { path: `loaded ${index}` };
    };
    return doors;
  }

  it('give nobody one that was overtaken while it was loaded', async () => {
    const [first, second] = twoLoadings();
    const loaded = environments.load(MANIFEST);
    await first.arrived;
    const reloaded = environments.reload(false);
    await second.arrived;
    first.open();
    second.open();
    await reloaded;
    assert.equal((await loaded).path, 'loaded 1');
  });

  it('give the newest one where it was loaded first', async () => {
    const [first, second] = twoLoadings();
    const loaded = environments.load(MANIFEST);
    await first.arrived;
    const reloaded = environments.reload(false);
    second.open();
    await new Promise<void>((resolve) => environments.onDidChange(() => resolve()));
    first.open();
    await reloaded;
    assert.equal((await loaded).path, 'loaded 1');
  });

  it('tell that another one counts now when one is removed', async () => {
    opening = () => Promise.resolve({});
    await environments.load(MANIFEST);
    let told = 0;
    environments.onDidChangeCurrent(() => (told += 1));
    environments.remove(MANIFEST);
    assert.deepEqual([told, environments.all()], [1, []]);
    environments.remove(MANIFEST);
    assert.equal(told, 1);
  });

  it('expect other answers where a policy names other databases of Scorecards', async () => {
    let histories = ['/nowhere/monitor.json'];
    opening = () => Promise.resolve({ histories });
    await environments.load(MANIFEST);
    await environments.reload(false);
    histories = [...histories, 'https://scores.example.com/monitor.json'];
    await environments.reload(false);
    await environments.reload(false);
    assert.deepEqual(
      changes.map(({ evidence }) => evidence),
      [false, false, true, false],
    );
  });
});

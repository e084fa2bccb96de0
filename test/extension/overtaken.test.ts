import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { nullLogger } from '../../src/core/index';
import type { EvidenceSource, Privacy } from '../../src/core/index';
import { Environments } from '../../src/extension/environment/environments';
import type { Environment } from '../../src/extension/environment/environments';
import { JudgementStore } from '../../src/extension/judgements/store';
import type { NearLockfiles } from '../../src/sources/lockfiles';
import { environmentOf, gate, sourceOf } from './support/environments';

const MANIFEST = '{ "dependencies": { "web": "^1.0.0" } }';
const NO_LOCKFILE: NearLockfiles = { found: undefined, problems: [] };

/** No editor shows it: it is judged when it is its turn. */
const manifestAt = (folder: string) => vscode.Uri.file(`/nowhere/${folder}/package.json`);

describe('what the environment was before', () => {
  let sources: EvidenceSource[];
  let privacy: Privacy | undefined;
  let lockfile: () => Promise<NearLockfiles>;
  let environments: Environments;
  let store: JudgementStore;

  beforeEach(() => {
    [sources, privacy, lockfile] = [[], undefined, () => Promise.resolve(NO_LOCKFILE)];
    environments = new Environments({ open: () => Promise.resolve(opened()), ...forgetting });
    store = new JudgementStore(environments, nullLogger);
  });
  afterEach(() => {
    store.dispose();
    environments.dispose();
  });

  const forgetting = { forget: () => undefined, forgetFailures: () => undefined };

  /** As much of an environment as manifests are judged by. */
  function opened(): Environment {
    const kept = privacy;
    return {
      ...environmentOf(...sources),
      ...{ files: [], histories: [], lockfile },
      privacyOf: () => kept,
    };
  }

  const open = (uri: vscode.Uri) => store.update(uri, MANIFEST, 1);

  /** Waits until something is so, looking again whenever an asking or a judging is over. */
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        for (const listener of listeners) listener.dispose();
        resolve();
      };
      const listeners = [store.onDidSettle(look), store.onDidChange(look)];
      look();
    });

  /** Waits until nothing can change the judgements any more. */
  const final = (uri: vscode.Uri) => until(() => store.isFinal(uri, 1));

  const licenses = (uri: vscode.Uri) =>
    store.get(uri)?.judgements.flatMap(({ evidence }) => evidence.licenses.map(({ value }) => value));

  it('keeps nobody from being asked about a name that is public now', async () => {
    sources = [sourceOf('deps.dev', 'public', () => Promise.resolve('MIT'))];
    privacy = { because: 'pattern', pattern: 'web', from: 'policy' };
    const uri = manifestAt('one');
    open(uri);
    await final(uri);
    assert.deepEqual(licenses(uri), []);
    privacy = undefined;
    await environments.reload(false);
    await final(uri);
    assert.deepEqual(licenses(uri), ['MIT']);
    const { asked } = store.counts;
    await environments.reload(false);
    await final(uri);
    assert.equal(store.counts.asked, asked);
  });

  it('sends no name any more, however many manifests wait to be asked about anew', async () => {
    const uris = ['one', 'two', 'three', 'four'].map(manifestAt);
    const doors = uris.map(gate);
    let [held, sent] = [0, 0];
    const registry = sourceOf('npm', 'registry', async () => {
      await doors[held++]?.pass();
      return undefined;
    });
    const service = sourceOf('deps.dev', 'public', () => {
      sent += 1;
      return Promise.resolve('MIT');
    });
    sources = [registry, service];
    for (const uri of uris) open(uri);
    await Promise.all(doors.map(({ arrived }) => arrived));
    sources = [];
    await environments.reload(true);
    for (const door of doors) door.open();
    for (const uri of uris) await final(uri);
    assert.equal(sent, 0);
  });

  it('says nothing of the lockfile, however late it was read', async () => {
    const door = gate();
    const [older, newer]: NearLockfiles[] = [{ ...NO_LOCKFILE }, { ...NO_LOCKFILE }];
    lockfile = async () => {
      await door.pass();
      return older ?? NO_LOCKFILE;
    };
    const uri = manifestAt('one');
    open(uri);
    await door.arrived;
    lockfile = () => Promise.resolve(newer ?? NO_LOCKFILE);
    await environments.reload(true);
    await until(() => store.lockfileOf(uri) === newer);
    door.open();
    await final(uri);
    assert.equal(store.lockfileOf(uri), newer);
  });
});

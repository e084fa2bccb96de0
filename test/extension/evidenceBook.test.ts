import { strict as assert } from 'node:assert';
import { noEvidence } from '../../src/core/index';
import type { EvidenceRequest, Privacy, SourcePlan } from '../../src/core/index';
import { EvidenceBook } from '../../src/extension/judgements/evidenceBook';
import { gate, sourceOf } from './support/environments';

const HIDDEN: Privacy = { because: 'pattern', pattern: 'web', from: 'policy' };

const request = (name: string, privacy?: Privacy): EvidenceRequest => ({
  ...{ key: name, name, range: '^1.0.0', installedAs: name, known: noEvidence, privacy },
});

describe('what is known for a manifest', () => {
  let asked: string[];
  let license: string;
  /** What holds up the answers about a package, or about all. */
  let hold: (name: string) => Promise<void>;
  let book: EvidenceBook;

  beforeEach(() => {
    [asked, license, hold] = [[], 'MIT', () => Promise.resolve()];
    const service = sourceOf('deps.dev', 'public', async ({ name }) => {
      const said = license;
      asked.push(name);
      await hold(name);
      return said;
    });
    const plan: SourcePlan = { sources: [service], offline: [] };
    book = new EvidenceBook(
      () => Promise.resolve(plan),
      () => undefined,
    );
  });
  afterEach(() => book.dispose());

  /** The licenses that are known of a package, or why there is none. */
  const known = (name: string) => {
    const { licenses = [], gaps = [] } = book.get(name) ?? {};
    return [...licenses.map(({ value }) => value), ...gaps.map(({ why }) => why)];
  };

  it('is asked anew where a name is private no longer', async () => {
    await book.want([request('web', HIDDEN), request('other')]);
    assert.deepEqual([known('web'), asked], [['private'], ['other']]);
    const now = [request('web'), request('other')];
    assert.equal(book.isComplete(now), false);
    await book.adapt(now);
    assert.deepEqual([known('web'), asked], [['MIT'], ['other', 'web']]);
    assert.equal(book.isComplete(now), true);
    await book.adapt(now);
    assert.equal(asked.length, 2);
  });

  it('holds nothing of a public package against a private one of its name', async () => {
    await book.want([request('web')]);
    await book.adapt([request('web', HIDDEN)]);
    assert.deepEqual([known('web'), asked], [['private'], ['web']]);
  });

  it('is asked no more under a privacy that holds no more, and anew under the other', async () => {
    const door = gate();
    hold = door.pass;
    const before = book.want([request('web', HIDDEN), request('other')]);
    await door.arrived;
    const now = [request('web'), request('other', HIDDEN)];
    book.giveUp(now);
    assert.equal(book.isComplete(now), false);
    hold = () => Promise.resolve();
    await book.adapt(now);
    door.open();
    await before;
    assert.deepEqual([known('web'), known('other'), asked], [['MIT'], ['private'], ['other', 'web']]);
    assert.equal(book.isComplete(now), true);
  });

  it('leaves what is half typed to whoever types', async () => {
    await book.want([request('web')]);
    await book.adapt([request('web'), request('we')]);
    assert.deepEqual(asked, ['web']);
  });

  it('of what is not requested is forgotten when all is asked anew', async () => {
    await book.want([request('web'), request('other')]);
    license = 'AGPL-3.0-only';
    await book.renew([request('other')]);
    assert.equal(book.get('web'), undefined);
    assert.equal(book.isPending('web'), true);
    await book.want([request('web'), request('other')]);
    assert.deepEqual([known('web'), known('other')], [['AGPL-3.0-only'], ['AGPL-3.0-only']]);
  });

  it('is not the answer of before where asking anew was given up', async () => {
    await book.want([request('web')]);
    license = 'AGPL-3.0-only';
    const door = gate();
    hold = (name) => (name === 'web' ? door.pass() : Promise.resolve());
    const renewing = book.renew([request('web')]);
    await door.arrived;
    await book.want([request('other')]);
    hold = () => Promise.resolve();
    assert.deepEqual([known('web'), book.isComplete([request('web')])], [['MIT'], false]);
    await book.want([request('web')]);
    door.open();
    await renewing;
    assert.deepEqual([known('web'), book.isComplete([request('web')])], [['AGPL-3.0-only'], true]);
  });

  it('stays in use while it is asked anew', async () => {
    await book.want([request('web')]);
    const door = gate();
    hold = door.pass;
    const renewing = book.renew([request('web')]);
    await door.arrived;
    assert.deepEqual([known('web'), book.isPending('web')], [['MIT'], false]);
    door.open();
    await renewing;
  });
});

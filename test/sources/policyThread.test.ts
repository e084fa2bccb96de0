import { strict as assert } from 'node:assert';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { speak } from '../../src/core/index';
import { readPolicyHere } from '../../src/sources/policyReader';
import type { PolicyText } from '../../src/sources/policyReader';
import { PolicyThread } from '../../src/sources/policyThread';

const policies = resolve(import.meta.dirname, '../../resources/policy');
const starters = readdirSync(join(policies, 'starters')).map((name) => join('starters', name));

/** Long enough for the thread. */
const FILLER = `# ${'x'.repeat(3_000)}\n`;

const asked = (text: string, more: Partial<PolicyText> = {}): PolicyText => ({
  text: text + FILLER,
  origin: 'ospo-policy.yaml',
  isDefault: false,
  ...more,
});

const CASES: Readonly<Record<string, PolicyText>> = {
  'a policy that cannot be read': asked('version: 1\nlicenses: [\n'),
  'a policy with mistakes': asked('version: 2\nlicenses:\n  alow: [MIT]\n  deny: [nonsense]\n'),
  'what is no policy': asked('hello\n'),
  'links, as another policy has them': asked('version: 1\nclauses:\n  a: rules.md#one\n', {
    linksFrom: '/somewhere/base/ospo-policy.yaml',
  }),
  'the default policy': asked(readFileSync(join(policies, 'default.yaml'), 'utf8'), {
    origin: 'default',
    isDefault: true,
  }),
  ...Object.fromEntries(starters.map((name) => [name, asked(readFileSync(join(policies, name), 'utf8'))])),
};

describe('sources/policyThread', () => {
  let built: string;
  let thread: PolicyThread;
  before(async () => {
    built = mkdtempSync(join(tmpdir(), 'ospo-lens-policy-'));
    await build({
      entryPoints: [resolve(import.meta.dirname, '../../src/sources/policyWorker.ts')],
      outdir: built,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
    });
  });
  after(() => rmSync(built, { recursive: true, force: true }));
  beforeEach(() => (thread = new PolicyThread(join(built, 'policyWorker.js'))));
  afterEach(() => thread.dispose());

  for (const [name, policy] of Object.entries(CASES))
    it(`reads ${name} as it is read here`, async () => {
      const [there, here] = [await thread.read(policy), readPolicyHere(policy)];
      assert.deepEqual(there.value, here.value);
      assert.deepEqual(there.problems, here.problems);
      for (const path of ['version', 'licenses', 'licenses.allow[0]', 'clauses.a', 'nothing'])
        assert.deepEqual(there.placeOf(path), here.placeOf(path), path);
    });

  it('tells the places of all values', async () => {
    const policy = asked('version: 1\nlicenses:\n  allow: [MIT, ISC]\n');
    const { placeOf } = await thread.read(policy);
    const { start, end } = placeOf('licenses.allow[1]') ?? { start: 0, end: 0 };
    assert.equal(policy.text.slice(start, end), 'ISC');
  });

  it('answers each of several questions with its own policy', async () => {
    const names = ['one', 'two', 'three'];
    const read = await Promise.all(names.map((name) => thread.read(asked(`version: 1\nname: ${name}\n`))));
    assert.deepEqual(
      read.map(({ value }) => value.name),
      names,
    );
  });

  it('speaks the language of its host', async () => {
    speak({ 'Unnamed policy': 'Richtlinie ohne Namen' });
    try {
      assert.equal((await thread.read(asked('version: 1\n'))).value.name, 'Richtlinie ohne Namen');
    } finally {
      speak(undefined);
    }
  });

  it('is not needed: a thread that does not come up or is ended is done without', async () => {
    const broken = new PolicyThread(join(built, 'missing.js'));
    assert.equal((await broken.read(asked('version: 1\nname: Here\n'))).value.name, 'Here');
    const reading = thread.read(asked('version: 1\nname: Here, too\n'));
    thread.dispose();
    assert.equal((await reading).value.name, 'Here, too');
  });

  it('lets the event loop turn while it reads', async () => {
    const rules = Array.from({ length: 20_000 }, (_, i) => `    - package-${i}\n`).join('');
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const read = await thread.read(asked(`version: 1\npackages:\n  approve:\n${rules}`));
    clearInterval(timer);
    assert.equal(read.value.packageRules.length, 20_000);
    assert.ok(turns > 20, `${turns} turns`);
  });
});

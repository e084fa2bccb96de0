import { strict as assert } from 'node:assert';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildOnce, checkJson, copyFixture, runCli } from './cli';
import type { Workspace } from './cli';

const SHOP = resolve(import.meta.dirname, '../../resources/samples/shop');

interface ReviewJson {
  readonly packages: readonly {
    readonly name: string;
    readonly version: string;
    readonly verdict: string;
    readonly places: readonly { readonly manifest: string; readonly line: number }[];
  }[];
}

describe('ospo-lens review', () => {
  let shop: string;
  let other: Workspace;
  before(() => {
    buildOnce();
    shop = mkdtempSync(join(tmpdir(), 'ospo-lens-report-'));
    cpSync(SHOP, shop, { recursive: true });
    // A second manifest that uses a denied package of the first, with the same lockfile.
    mkdirSync(join(shop, 'packages', 'api'));
    const manifest = { name: '@shop/api', dependencies: { 'ua-parser-js': '^2.0.10' } };
    writeFileSync(join(shop, 'packages', 'api', 'package.json'), JSON.stringify(manifest));
    other = copyFixture('clean');
  });
  after(() => {
    rmSync(shop, { recursive: true, force: true });
    other.remove();
  });

  const review = async (format: string) => runCli(shop, ['review', '--offline', '--format', format]);

  it('lists each package once, with the places that use it', async () => {
    const { code, out } = await review('json');
    const { packages } = JSON.parse(out) as ReviewJson;
    assert.equal(code, 0);
    const found = packages.filter(({ name }) => name === 'ua-parser-js');
    assert.deepEqual(
      found.map(({ version, verdict, places }) => [version, verdict, places.map(({ manifest }) => manifest)]),
      [['2.0.10', 'denied', ['package.json', 'packages/api/package.json']]],
    );
    assert.equal(new Set(packages.map(({ name, version }) => `${name}@${version}`)).size, packages.length);
  });

  it('lists what check reports as denied, unknown or to review, the own packages left out', async () => {
    const { report } = await checkJson(shop, ['--offline']);
    const expected = report.dependencies
      .filter(({ verdict }) => verdict === 'denied' || verdict === 'unknown' || verdict === 'review')
      .filter(({ reasons }) => reasons.every(({ rule }) => rule !== 'own-package'))
      .map(({ name }) => name);
    const { packages } = JSON.parse((await review('json')).out) as ReviewJson;
    assert.deepEqual(packages.map(({ name }) => name).sort(), [...new Set(expected)].sort());
    assert.ok(packages.length > 3);
  });

  it('speaks text, Markdown and CSV', async () => {
    const text = (await review('text')).out;
    assert.match(text, /^request 2\.88\.2 {2}Denied {2}Apache-2\.0\n/);
    assert.match(text, /Used at packages\/api\/package\.json:1\n/);
    assert.match(
      (await review('markdown')).out,
      /^# What to ask about\n[\s\S]*\| ✗ Denied \| ua-parser-js 2\.0\.10 \|/,
    );
    assert.match(
      (await review('csv')).out,
      /^package,version,.*\r\n[\s\S]*\r\nua-parser-js,2\.0\.10,denied,/,
    );
  });

  it('is done when there is nothing to ask about', async () => {
    const { code, out } = await runCli(other.folder, ['review', '--offline']);
    assert.equal(code, 0);
    assert.match(out, /^Nothing: the policy lets every package pass\./);
  });

  it('does not pretend to be complete where a manifest could not be read', async () => {
    writeFileSync(join(other.folder, 'package.json'), '{ "dependencies": { "a": ');
    const { code, err } = await runCli(other.folder, ['review', '--offline']);
    assert.equal(code, 1);
    assert.notEqual(err, '');
  });

  it('says which formats there are', async () => {
    const { code, err } = await runCli(shop, ['review', '--format', 'sarif']);
    assert.equal(code, 2);
    assert.match(err, /--format is one of text, markdown, csv, json\./);
  });

  it('check writes the report as Markdown and the dependencies as CSV, with its own exit code', async () => {
    const markdown = await runCli(shop, ['check', '--offline', '--format', 'markdown']);
    assert.equal(markdown.code, 1);
    assert.match(markdown.out, /^# Open source report\n[\s\S]*## Verdicts\n[\s\S]*## What to ask about\n/);
    const csv = await runCli(shop, ['check', '--offline', '--format', 'csv']);
    const { report } = await checkJson(shop, ['--offline']);
    assert.equal(csv.out.trimEnd().split('\r\n').length, report.dependencies.length + 1);
  });
});

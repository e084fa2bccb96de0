import { strict as assert } from 'node:assert';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import licenses from 'spdx-license-list/full';
import { noEvidence } from '../../src/core/index';
import { createFileCache } from '../../src/sources/fileCache';
import { createLicenseFileSource } from '../../src/sources/licenseFile';
import { packLicenseTexts } from '../../src/sources/licenseTextsPack';

const text = (id: string): string => licenses[id]?.licenseText ?? '';
const now = (): string => '2026-11-23T08:00:00Z';
const origin = { source: 'installed', label: 'x', date: now() } as const;

describe('license files', () => {
  let root = '';
  let texts = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'ospo-lens-license-'));
    texts = join(root, 'texts.bin');
    const packed = ['MIT', 'ISC', 'BSD-3-Clause'].map((id) => ({ id, text: text(id) }));
    writeFileSync(texts, packLicenseTexts(packed, 1));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function install(files: Record<string, string>): void {
    const folder = join(root, 'node_modules', 'x');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version: '1.0.0' }));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  }

  async function read(version = '1.0.0', path = texts, stated?: string) {
    const source = createLicenseFileSource({ root, folder: root, now, files: createFileCache() }, path);
    const licenses = stated === undefined ? [] : [{ value: stated, origin }];
    const known = { ...noEvidence, version: { value: version, origin }, licenses };
    const request = { key: 'x', name: 'x', range: '^1.0.0', installedAs: 'x', known, privacy: undefined };
    return (await source.lookup([request], { aborted: false })).get('x')?.licenses?.[0];
  }

  const filled = text('MIT')
    .replace(/<year>|\[year\]/gi, '2014')
    .replace(/<copyright holders>|\[fullname\]/gi, 'Jane');
  const cases: readonly [string, Record<string, string>, string | undefined][] = [
    ['a license with a filled-in name', { LICENSE: filled }, 'MIT'],
    ['whatever the case and ending of the file', { 'license.md': text('ISC') }, 'ISC'],
    ['British spelling', { LICENCE: text('BSD-3-Clause') }, 'BSD-3-Clause'],
    ['a text that is no listed license', { LICENSE: 'Ask us before you use this.' }, undefined],
    [
      'a license with a clause of its own',
      { LICENSE: `${filled}\nNot for commercial or military use.` },
      undefined,
    ],
    ['two files: nobody says which counts', { 'LICENSE-MIT': filled, 'LICENSE.txt': text('ISC') }, undefined],
    ['no file', { 'README.md': filled }, undefined],
  ];
  for (const [title, files, id] of cases) {
    it(title, async () => {
      install(files);
      assert.equal((await read())?.value, id);
    });
  }

  const named: readonly [string, Record<string, string>, string | undefined][] = [
    ['SEE LICENSE IN EULA.md', { LICENSE: filled }, undefined],
    ['SEE LICENSE IN EULA.md', { LICENSE: filled, 'EULA.md': 'Ask us first.' }, undefined],
    ['SEE LICENSE IN EULA.md', { LICENSE: filled, 'EULA.md': text('ISC') }, 'ISC'],
    ['SEE LICENSE IN license', { LICENSE: filled, 'LICENSE-ISC': text('ISC') }, 'MIT'],
    ['SEE LICENSE IN ../y/LICENSE', { LICENSE: filled, '../y/LICENSE': filled }, undefined],
    ['SEE LICENSE IN https://example.org/eula', { LICENSE: filled }, undefined],
    ['See the LICENSE file', { LICENSE: filled }, 'MIT'],
  ];
  for (const [stated, files, id] of named) {
    it(`${stated}: of ${Object.keys(files).join(', ')}`, async () => {
      mkdirSync(join(root, 'node_modules', 'y'), { recursive: true });
      install(files);
      assert.equal((await read('1.0.0', texts, stated))?.value, id);
    });
  }

  it('says which file, and how alike', async () => {
    install({ LICENSE: filled });
    const fact = await read();
    assert.equal(fact?.origin.source, 'license-file');
    assert.equal(fact.origin.label, 'node_modules/x/LICENSE');
    assert.ok((fact.origin.similarity ?? 0) > 0.95);
  });

  it('does not speak for another version', async () => {
    install({ LICENSE: filled });
    assert.equal(await read('2.0.0'), undefined);
  });

  it('states nothing where the texts are damaged or missing', async () => {
    install({ LICENSE: filled });
    writeFileSync(texts, 'not brotli');
    assert.equal(await read(), undefined);
    assert.equal(await read('1.0.0', join(root, 'nowhere')), undefined);
  });
});

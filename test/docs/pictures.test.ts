import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pictureFiles } from '../../scripts/pictures/files.mjs';

const root = resolve(import.meta.dirname, '../..');
const taken = new Set(pictureFiles());
const FOLDERS = ['media/screenshots', 'media/walkthrough'];
const PAGES = ['README.md', 'resources/docs/accessibility.md'];
/** What a picture may weigh, in bytes. */
const LIMIT = 120_000;

interface Shown {
  readonly file: string;
  /** Missing where another picture beside it has the words: a source of `<picture>`. */
  readonly alt: string | undefined;
}

/** The pictures of a page, as paths of the repository. */
function shownOn(page: string): Shown[] {
  const text = readFileSync(join(root, page), 'utf8');
  const all = [
    ...[...text.matchAll(/!\[([^\]]*)\]\(([^)]+\.png)\)/g)].map(([, alt, file]) => ({ alt, file })),
    ...[...text.matchAll(/<img src="([^"]+)" alt="([^"]*)"/g)].map(([, file, alt]) => ({ alt, file })),
    ...[...text.matchAll(/srcset="([^"]+)"/g)].map(([, file]) => ({ alt: undefined, file })),
  ];
  return all.map(({ alt, file = '' }) => ({ alt, file: relative(root, resolve(root, page, '..', file)) }));
}

describe('the pictures', () => {
  it('are those that the script takes, all of them and no others', () => {
    const there = FOLDERS.flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    );
    assert.deepEqual(there.sort(), [...taken].sort());
  });

  it('are small', () => {
    const heavy = [...taken].filter((file) => statSync(join(root, file)).size > LIMIT);
    assert.deepEqual(heavy, []);
  });

  for (const page of PAGES) {
    it(`that ${page} shows are taken by the script, and say what is on them`, () => {
      const shown = shownOn(page);
      assert.ok(shown.length >= 4);
      assert.deepEqual(
        shown.map(({ file }) => file).filter((file) => !taken.has(file)),
        [],
      );
      for (const { file, alt } of shown) assert.ok(alt === undefined || alt.length > 40, file);
    });
  }

  it('of the README are there in dark and light', () => {
    const files = shownOn('README.md').map(({ file }) => file);
    const named = (theme: string) =>
      files.flatMap((file) => (file.endsWith(`-${theme}.png`) ? file.replace(`-${theme}.png`, '') : []));
    assert.deepEqual(named('dark').sort(), named('light').sort());
    assert.equal(named('dark').length * 2, files.length);
  });
});

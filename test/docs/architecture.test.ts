import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

/** The names in backticks in the first cell of each row of the table below a heading. */
function firstCells(heading: string): string[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| '));
  return rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

describe('the architecture', () => {
  it('gives every folder of the source a room, and has no room that is gone', () => {
    const folders = (path: string) =>
      readdirSync(join(root, path), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${path}/${name}`);
    const rooms = firstCells('Rooms').map((name) => name.replace(/\/$/, ''));
    const expected = [...folders('src').filter((path) => path !== 'src/core'), ...folders('src/core')];
    assert.deepEqual(
      expected.filter((path) => !rooms.includes(path)),
      [],
    );
    assert.deepEqual(
      rooms.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('says of every runtime dependency why it is there, and of no other', () => {
    assert.deepEqual(
      sorted(firstCells('Runtime dependencies, and why each is there')),
      sorted(Object.keys(dependencies)),
    );
  });

  it('lists the pure packages that the wall lets into the core', () => {
    const wall = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8');
    const [, allowed = ''] = /node_modules\/\(([^)]+)\)/.exec(wall) ?? [];
    const [, named = ''] = /^Pure packages: (.+)\.$/m.exec(text) ?? [];
    assert.deepEqual(named.split(', ').sort(), allowed.split('|').sort());
  });

  it('names files that are there', () => {
    const named = [...text.matchAll(/`([\w./]+\/[\w.]+\.(?:ts|mjs|md))`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 20);
    const places = ['', 'src', 'src/extension'];
    assert.deepEqual(
      named.filter((path) => !places.some((place) => existsSync(join(root, place, path)))),
      [],
    );
  });

  it('names files of the sources that are there, where it names no folder', () => {
    const named = [...text.matchAll(/`(\w+\.(?:ts|mjs))`/g)].map(([, name = '']) => name);
    const there = sorted(
      ['src', 'test', 'scripts'].flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
          path.replace(/^.*\//, ''),
        ),
      ),
    );
    assert.deepEqual(
      named.filter((name) => !there.includes(name)),
      [],
    );
  });
});

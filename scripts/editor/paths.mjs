// Where things are in the repository.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const editorsDir = join(root, '.vscode-test');
export const sampleDir = join(root, 'resources', 'samples', 'shop');
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

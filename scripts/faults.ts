// Writes resources/docs/faults.md from the tables that the tests of faults hold to be true: part of `npm run docs`.
import { writeFileSync } from 'node:fs';
import { faultsDocument } from '../test/faults/document';

writeFileSync('resources/docs/faults.md', faultsDocument());

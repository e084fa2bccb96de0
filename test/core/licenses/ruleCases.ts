import { policyOf } from '../helpers/policy';
import { balanced, type Table } from './cases';

const byScope = policyOf({
  allow: ['permissive', { of: 'strong-copyleft', when: { scopes: ['development'] } }],
  deny: ['strong-copyleft', 'network-copyleft'],
});

const byShipping = policyOf({
  allow: ['permissive', { of: 'AGPL-3.0-only', when: { shipping: ['internal'] } }],
  conditions: [{ of: 'strong-copyleft', when: { shipping: ['hosted', 'internal'] } }],
  deny: ['strong-copyleft', 'network-copyleft'],
});

const byPath = policyOf({
  allow: ['MIT', { of: 'GPL-3.0-only', when: { paths: ['tools/**'] } }],
  review: [{ of: 'GPL-3.0-only', when: { paths: ['tools/**'], scopes: ['production'] } }],
  deny: ['GPL-3.0-only'],
});

const byPackage = policyOf({
  allow: [{ of: 'LGPL-3.0-or-later', when: { packages: ['@img/*'] } }],
  deny: ['weak-copyleft', { of: 'MIT', when: { packages: ['left-side@<2'] } }],
  unmentioned: 'allowed',
});

export const ruleTables: readonly Table[] = [
  {
    name: 'a name beats a category, a category beats a catalog',
    policy: policyOf({
      allow: ['AGPL-3.0-only', 'blue-oak:bronze', 'osi-approved'],
      conditions: ['WTFPL'],
      review: ['strong-copyleft', 'MIT-0'],
      deny: ['network-copyleft', 'BSD-4-Clause', 'public-domain'],
    }),
    cases: [
      ['AGPL-3.0-only', 'allowed', 'AGPL-3.0-only', 'AGPL-3.0-only'],
      ['AGPL-3.0', 'allowed', 'AGPL-3.0', 'AGPL-3.0-only'],
      ['AGPL-1.0-only', 'denied', 'AGPL-1.0-only', 'network-copyleft'],
      ['AGPL-3.0-or-later', 'allowed', 'AGPL-3.0-or-later', 'AGPL-3.0-only'],
      ['OSL-3.0', 'denied', 'OSL-3.0', 'network-copyleft'],
      ['GPL-3.0-only', 'review', 'GPL-3.0-only', 'strong-copyleft'],
      ['MIT', 'allowed', 'MIT', 'blue-oak:bronze'],
      ['MIT-0', 'review', 'MIT-0', 'MIT-0'],
      ['WTFPL', 'conditions', 'WTFPL', 'WTFPL'],
      ['BSD-4-Clause', 'denied', 'BSD-4-Clause', 'BSD-4-Clause'],
      ['CC0-1.0', 'denied', 'CC0-1.0', 'public-domain'],
      ['MPL-2.0', 'allowed', 'MPL-2.0', 'osi-approved'],
      ['Beerware', 'review', 'Beerware', '-'],
    ],
  },
  {
    name: 'of equals the stricter rule decides, wherever it is written',
    policy: policyOf({
      allow: ['MIT', 'weak-copyleft', 'osi-approved'],
      conditions: ['MIT'],
      review: ['weak-copyleft', 'ISC', 'fsf-libre'],
      deny: ['ISC', 'blue-oak:lead'],
    }),
    cases: [
      ['MIT', 'conditions', 'MIT', 'MIT'],
      ['ISC', 'denied', 'ISC', 'ISC'],
      ['MPL-2.0', 'review', 'MPL-2.0', 'weak-copyleft'],
      ['BSD-3-Clause', 'denied', 'BSD-3-Clause', 'blue-oak:lead'],
      ['GPL-3.0-only', 'review', 'GPL-3.0-only', 'fsf-libre'],
    ],
  },
  {
    name: 'Blue Oak: a tier and the better ones',
    policy: policyOf({ allow: ['blue-oak:silver'], review: ['permissive'], unmentioned: 'denied' }),
    cases: [
      ['BlueOak-1.0.0', 'review', 'BlueOak-1.0.0', 'permissive'],
      ['MPL-2.0', 'denied', 'MPL-2.0', '-'],
    ],
  },
  {
    name: 'Blue Oak: the better tier decides before the worse, and both before other catalogs',
    policy: policyOf({
      allow: ['blue-oak:silver'],
      conditions: ['blue-oak:bronze'],
      review: ['blue-oak:lead'],
      deny: ['osi-approved'],
    }),
    cases: [
      ['BlueOak-1.0.0', 'allowed', 'BlueOak-1.0.0', 'blue-oak:silver'],
      ['MIT', 'allowed', 'MIT', 'blue-oak:silver'],
      ['BSD-3-Clause', 'conditions', 'BSD-3-Clause', 'blue-oak:bronze'],
      ['WTFPL', 'review', 'WTFPL', 'blue-oak:lead'],
      ['GPL-3.0-only', 'denied', 'GPL-3.0-only', 'osi-approved'],
      ['CC-BY-4.0', 'review', 'CC-BY-4.0', '-'],
    ],
  },
  {
    name: 'Blue Oak silver',
    policy: policyOf({ allow: ['blue-oak:silver'], unmentioned: 'denied' }),
    cases: [
      ['BlueOak-1.0.0', 'allowed', 'BlueOak-1.0.0', 'blue-oak:silver'],
      ['BSD-2-Clause-Patent', 'allowed', 'BSD-2-Clause-Patent', 'blue-oak:silver'],
      ['MIT', 'allowed', 'MIT', 'blue-oak:silver'],
      ['Apache-2.0', 'allowed', 'Apache-2.0', 'blue-oak:silver'],
      ['Apache-2.0 WITH LLVM-exception', 'allowed', undefined, 'blue-oak:silver'],
      ['Apache-2.0 WITH AdditionRef-commons-clause', 'denied', undefined, '-'],
      ['BSD-3-Clause', 'denied', 'BSD-3-Clause', '-'],
      ['WTFPL', 'denied', 'WTFPL', '-'],
      ['WTFPL OR ISC', 'allowed', 'ISC', 'blue-oak:silver'],
    ],
  },
  {
    name: 'OSI-approved',
    policy: policyOf({ allow: ['osi-approved'], unmentioned: 'denied' }),
    cases: [
      ['MIT', 'allowed', 'MIT', 'osi-approved'],
      ['GPL-2.0', 'allowed', 'GPL-2.0', 'osi-approved'],
      ['GPL-2.0-or-later', 'allowed', 'GPL-2.0-or-later', 'osi-approved'],
      ['GPL-1.0-or-later', 'allowed', 'GPL-2.0-only', 'osi-approved'],
      ['CC0-1.0', 'denied', 'CC0-1.0', '-'],
      ['SSPL-1.0', 'denied', 'SSPL-1.0', '-'],
      ['JSON', 'denied', 'JSON', '-'],
      ['LicenseRef-MIT', 'denied', 'LicenseRef-MIT', '-'],
    ],
  },
  {
    name: 'FSF-libre',
    policy: policyOf({ allow: ['fsf-libre'], unmentioned: 'denied' }),
    cases: [
      ['MIT', 'allowed', 'MIT', 'fsf-libre'],
      ['CC0-1.0', 'allowed', 'CC0-1.0', 'fsf-libre'],
      ['AGPL-3.0-or-later', 'allowed', 'AGPL-3.0-or-later', 'fsf-libre'],
      ['WTFPL', 'allowed', 'WTFPL', 'fsf-libre'],
      ['JSON', 'denied', 'JSON', '-'],
      ['Artistic-1.0', 'denied', 'Artistic-1.0', '-'],
      ['CC-BY-NC-4.0', 'denied', 'CC-BY-NC-4.0', '-'],
    ],
  },
  {
    name: 'scope: production',
    policy: byScope,
    cases: [
      ['GPL-3.0-only', 'denied', 'GPL-3.0-only', 'strong-copyleft'],
      ['MIT', 'allowed', 'MIT', 'permissive'],
    ],
  },
  {
    name: 'scope: development',
    policy: byScope,
    subject: { scope: 'development' },
    cases: [
      ['GPL-3.0-only', 'allowed', 'GPL-3.0-only', 'strong-copyleft'],
      ['AGPL-3.0-only', 'denied', 'AGPL-3.0-only', 'network-copyleft'],
      ['AGPL-3.0-only OR GPL-3.0-only', 'allowed', 'GPL-3.0-only', 'strong-copyleft'],
    ],
  },
  {
    name: 'scope: peer',
    policy: byScope,
    subject: { scope: 'peer' },
    cases: [['GPL-3.0-only', 'denied', 'GPL-3.0-only', 'strong-copyleft']],
  },
  {
    name: 'scope: optional',
    policy: byScope,
    subject: { scope: 'optional' },
    cases: [['GPL-3.0-only', 'denied', 'GPL-3.0-only', 'strong-copyleft']],
  },
  {
    name: 'shipping: distributed',
    policy: byShipping,
    cases: [
      ['GPL-2.0-only', 'denied', 'GPL-2.0-only', 'strong-copyleft'],
      ['AGPL-3.0-only', 'denied', 'AGPL-3.0-only', 'network-copyleft'],
    ],
  },
  {
    name: 'shipping: hosted',
    policy: byShipping,
    subject: { shipping: 'hosted' },
    cases: [
      ['GPL-2.0-only', 'conditions', 'GPL-2.0-only', 'strong-copyleft'],
      ['AGPL-3.0-only', 'denied', 'AGPL-3.0-only', 'network-copyleft'],
    ],
  },
  {
    name: 'shipping: internal',
    policy: byShipping,
    subject: { shipping: 'internal' },
    cases: [
      ['GPL-2.0-only', 'conditions', 'GPL-2.0-only', 'strong-copyleft'],
      ['AGPL-3.0-only', 'allowed', 'AGPL-3.0-only', 'AGPL-3.0-only'],
      ['AGPL-3.0-or-later', 'allowed', 'AGPL-3.0-or-later', 'AGPL-3.0-only'],
    ],
  },
  {
    name: 'path: elsewhere',
    policy: byPath,
    subject: { manifestPath: 'apps/web/package.json', scope: 'development' },
    cases: [['GPL-3.0-only', 'denied', 'GPL-3.0-only', 'GPL-3.0-only']],
  },
  {
    name: 'path: tools, and more conditions beat fewer',
    policy: byPath,
    subject: { manifestPath: 'tools/lint/package.json', scope: 'development' },
    cases: [['GPL-3.0-only', 'allowed', 'GPL-3.0-only', 'GPL-3.0-only']],
  },
  {
    name: 'path: tools in production',
    policy: byPath,
    subject: { manifestPath: 'tools/lint/package.json' },
    cases: [
      ['GPL-3.0-only', 'review', 'GPL-3.0-only', 'GPL-3.0-only'],
      ['GPL-3.0-only OR MIT', 'allowed', 'MIT', 'MIT'],
    ],
  },
  {
    name: 'package: of the scope',
    policy: byPackage,
    subject: { packageName: '@img/sharp-libvips-linux-x64' },
    cases: [
      ['LGPL-3.0-or-later', 'allowed', 'LGPL-3.0-or-later', 'LGPL-3.0-or-later'],
      ['MPL-2.0', 'denied', 'MPL-2.0', 'weak-copyleft'],
    ],
  },
  {
    name: 'package: another',
    policy: byPackage,
    cases: [
      ['LGPL-3.0-or-later', 'denied', 'LGPL-3.0-or-later', 'weak-copyleft'],
      ['MIT', 'denied', 'MIT', 'MIT'],
    ],
  },
  {
    name: 'package: a later version',
    policy: byPackage,
    subject: { version: '2.0.0' },
    cases: [['MIT', 'allowed', 'MIT', '-']],
  },
  {
    name: 'package: an unknown version is not taken for the better one',
    policy: byPackage,
    subject: { version: undefined },
    cases: [['MIT', 'denied', 'MIT', 'MIT']],
  },
  {
    name: 'statements that are not SPDX',
    policy: balanced,
    cases: [
      ['UNLICENSED', 'denied', undefined, 'proprietary'],
      ['unlicensed', 'denied', undefined, 'proprietary'],
      ['Unlicense', 'allowed', 'Unlicense', 'public-domain'],
      ['SEE LICENSE IN LICENSE', 'review'],
      ["Standard 'no charge' license: https://gsap.com/standard-license.", 'review'],
      ['Commercial', 'review'],
      ['Public Domain', 'review'],
      ['https://opensource.org/licenses/MIT', 'review'],
      ['non-standard', 'review'],
      ['NONE', 'review'],
      [7, 'review'],
      ['NOASSERTION', 'unknown'],
      ['MIT OR NOASSERTION', 'unknown'],
      [undefined, 'unknown'],
      [null, 'unknown'],
      ['', 'unknown'],
      ['   ', 'unknown'],
      [[], 'unknown'],
      [{ type: '' }, 'review'],
      [{ type: 'GPL-2.0' }, 'review', 'GPL-2.0', 'strong-copyleft'],
      [[{ type: 'MIT' }], 'allowed', 'MIT', 'permissive'],
      [['MIT', 'Apache-2.0'], 'allowed', 'MIT AND Apache-2.0', 'permissive'],
      [['MIT', 'GPL-2.0'], 'review', 'MIT AND GPL-2.0', 'strong-copyleft'],
      [['MIT OR GPL-2.0', 'ISC'], 'allowed', 'MIT AND ISC', 'permissive'],
    ],
  },
  {
    name: 'proprietary allowed by name of the category: UNLICENSED follows it, other text does not',
    policy: policyOf({ allow: ['proprietary'], unmentioned: 'denied', notSpdx: 'review' }),
    cases: [
      ['UNLICENSED', 'allowed', undefined, 'proprietary'],
      ['Commercial', 'review'],
      ['SEE LICENSE IN EULA', 'review'],
    ],
  },
];

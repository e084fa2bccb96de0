// A small project in which something is to be said about most dependencies.

export const POLICY = `version: 1
name: Test policy
licenses:
  allow: [permissive]
  deny:
    - licenses: [network-copyleft]
      clause: '2.3'
alternatives:
  - package: moment
    need: Dates and times
    use: [{ name: date-fns, range: ^4.1.0, reason: Smaller., drop-in: true }]
ask:
  label: Ask us
  template: 'https://ospo.example.com/new?title={title}&body={body}'
`;

export const MANIFEST = `{
  "name": "case",
  "dependencies": {
    "lib-agpl": "^2.0.0",
    "lib-mit": "^1.0.0",
    "moment": "^2.30.0"
  }
}
`;

const LICENSES = {
  'lib-agpl': ['2.0.1', 'AGPL-3.0-or-later'],
  'lib-mit': ['1.2.3', 'MIT'],
  moment: ['2.30.1', 'MIT'],
} as const;

export const LOCKFILE = JSON.stringify({
  name: 'case',
  lockfileVersion: 3,
  packages: {
    '': { name: 'case' },
    ...Object.fromEntries(
      Object.entries(LICENSES).map(([name, [version, license]]) => [
        `node_modules/${name}`,
        { version, license },
      ]),
    ),
  },
});

export const PROJECT = {
  'package.json': MANIFEST,
  'package-lock.json': LOCKFILE,
  'ospo-policy.yaml': POLICY,
};

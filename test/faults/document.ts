import { diskFaultIds, diskFaultList } from './diskFaultList';
import { networkFaults } from './networkFaults';

const INTRODUCTION = `# When services fail

What OSPO Lens does when the npm registry, deps.dev, the Scorecard service and OSV all fail at once, or the cache on the
disk does. This page is made of the tables in \`test/faults\`: the tests bring each fault about with real servers on
127.0.0.1, run the command line and a real editor, and hold them to these very words.

In every case:

- No dependency counts as allowed because something could not be learned: it is *unknown*, and the finding says why.
- What the lockfile, the installed package or the cache says still counts, and is shown before anybody is asked.
- Nothing hangs. One question takes at most \`ospoLens.timeout\` seconds in the editor, retries included; a run of the
  command line takes at most \`--timeout\` seconds, one question at most a quarter of them and never more than 15. A host
  that does not answer twice is left alone for a minute.
- When the fault is over, the next check gives the real verdict; neither the editor nor the window is started anew. The
  editor finds out by itself: it asks again, for what is missing only, after half a minute, then after ever longer pauses
  of up to ten minutes, and at once when the window gets the focus again (once in half a minute at most).
- While no service can be reached, the status bar says "offline"; nothing pops up.
`;

/** Each host must prove every row, or its tests do not compile: see `cli.test.ts` here and the ones of the editor. */
const HOSTS = ['proved', 'proved'];

/** The page that says what follows from each fault, as Markdown. */
export function faultsDocument(): string {
  const network = networkFaults.map(({ name, verdict, says }) => [
    name,
    verdict === 'real' ? 'the real one' : 'unknown',
    says,
    ...HOSTS,
  ]);
  const disk = diskFaultIds.map((id) => {
    const { name, follows } = diskFaultList[id];
    return [name, 'the real one', follows, ...HOSTS];
  });
  return [
    INTRODUCTION,
    '## The network',
    '',
    'What the command line (`check`, `explain`) and the editor (finding, hover, explanation) say of a package whose license stands in no lockfile:',
    '',
    table(['fault', 'verdict', 'both say', 'command line', 'editor'], network),
    '',
    'In the row of the wrong clock the license is MIT, and it is learned as usual: nothing is decided by the clock of a server.',
    '',
    '## The disk',
    '',
    'The cache only saves questions. Editor and command line share it: each of them is tried with every fault, and the last two with both at the same cache.',
    '',
    table(['fault', 'verdict', 'what follows', 'command line', 'editor'], disk),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

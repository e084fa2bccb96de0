// What was at work in the longest tasks: npm run bench:editor -- --only workspace --profile
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { onTask } from './sampling';
import type { Task } from './sampling';

const INTERVAL_US = 300;
/** Shorter ones are not worth a look. */
const SHORTEST_MS = 15;
const MOST_TASKS = 12;
const SHORTEST_CALL_MS = 2;

export interface Explained extends Task {
  /** When it began, in milliseconds since the profile did. */
  readonly at: number;
  /** `milliseconds function file:line`, each below its caller. */
  readonly calls: readonly string[];
}

/** Begins to profile; the answer ends it and tells of the tasks with most work in them. */
export async function profile(): Promise<() => Promise<readonly Explained[]>> {
  const tasks: Task[] = [];
  onTask((task) => {
    if (task.work >= SHORTEST_MS) tasks.push(task);
  });
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  await session.post('Profiler.start');
  return async () => {
    const { profile: sampled } = await session.post('Profiler.stop');
    session.disconnect();
    const busiest = tasks.sort((a, b) => b.work - a.work).slice(0, MOST_TASKS);
    return busiest.map((task) => explain(task, sampled));
  };
}

/** Functions by their callers, in milliseconds. */
interface Call {
  readonly name: string;
  took: number;
  readonly below: Map<string, Call>;
}

function explain(
  task: Task,
  { nodes, samples = [], timeDeltas = [], startTime }: Profiler.Profile,
): Explained {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const top: Call = { name: '', took: 0, below: new Map() };
  let at = startTime;
  samples.forEach((sample, index) => {
    at += timeDeltas[index] ?? 0;
    if (at > task.end || at < task.end - task.wall * 1000) return;
    const stack: string[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const node = byId.get(id);
      if (node) stack.unshift(nameOf(node));
    }
    add(top, stack, (timeDeltas[index + 1] ?? 0) / 1000);
  });
  const began = (task.end - startTime) / 1000 - task.wall;
  return { ...task, at: began, calls: linesOf(top, 0) };
}

function add(top: Call, stack: readonly string[], took: number): void {
  let call = top;
  for (const name of stack) {
    const below: Call = call.below.get(name) ?? { name, took: 0, below: new Map() };
    call.below.set(name, below);
    below.took += took;
    call = below;
  }
}

function linesOf({ below }: Call, depth: number): string[] {
  return [...below.values()]
    .filter(({ took }) => took >= SHORTEST_CALL_MS)
    .sort((a, b) => b.took - a.took)
    .flatMap((call) => [
      `${' '.repeat(depth)}${call.took.toFixed(1)} ${call.name}`,
      ...linesOf(call, depth + 1),
    ]);
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: Profiler.ProfileNode): string {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

import { parentPort, workerData } from 'node:worker_threads';
import { allPlacesIn, speak } from '../core/index';
import { readPolicyHere } from './policyReader';
import { SEPARATOR } from './policyThread';
import type { PolicyAnswer, PolicyTask, PolicyWorkerData } from './policyThread';

/** A thread that reads policies, one after the other. */
speak((workerData as PolicyWorkerData).bundle);
parentPort?.on('message', (task: PolicyTask) => parentPort?.postMessage(answerTo(task)));

function answerTo({ id, asked }: PolicyTask): PolicyAnswer {
  const { value, problems } = readPolicyHere(asked);
  const places = [...allPlacesIn(asked.text)].filter(([path]) => !path.includes(SEPARATOR));
  const spans = Int32Array.from(places.flatMap(([, { start, end }]) => [start, end]));
  return { id, value, problems, paths: places.map(([path]) => path).join(SEPARATOR), spans };
}

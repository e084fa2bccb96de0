/** Long work that can be paused: a host that has other things to do takes some steps, and goes on later. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Pauses are offered after so many elements: often enough for any host, seldom enough to cost nothing. */
const ELEMENTS = 256;

/** Whether to offer a pause before the element of this index. */
export function isPause(index: number): boolean {
  return index > 0 && index % ELEMENTS === 0;
}

/** All steps without a pause. */
export function drain<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

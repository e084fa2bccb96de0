import type { Services } from './services';

/** Narrows the list of dependencies to the words that it is handed, else to those that are typed. */
export async function filterDependencies({ sidebar }: Services, argument: unknown): Promise<void> {
  if (typeof argument === 'string') sidebar.dependencies.search(argument);
  else await sidebar.dependencies.askForFilter();
}

/** What can be wrong with the cache on the disk, and what follows, as the documents put it. */
export const diskFaultList = {
  full: { name: 'the disk is full', follows: 'The services are asked; nothing is kept.' },
  readOnly: {
    name: 'the cache can only be read',
    follows: 'The services are asked; nothing new is kept.',
  },
  misplaced: {
    name: 'a file stands where the folder of the cache should be made',
    follows: 'The services are asked; nothing is kept, and the file stays as it is.',
  },
  corrupt: {
    name: 'the cache is corrupt',
    follows: 'What cannot be read counts as absent, is asked for anew and replaced.',
  },
  together: {
    name: 'two processes at once',
    follows: 'Both answer; what they keep can be read by the next.',
  },
  killed: {
    name: '`kill -9` while the cache is written',
    follows: 'The half entry counts as absent; the next run asks anew.',
  },
} as const;

export type DiskFaultId = keyof typeof diskFaultList;

/** In the order of the documents. */
export const diskFaultIds = Object.keys(diskFaultList) as readonly DiskFaultId[];

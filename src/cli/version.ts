import { version } from '../../package.json';

export const TOOL = { name: 'ospo-lens', version } as const;

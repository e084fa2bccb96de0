import { UAParser } from 'ua-parser-js';

/** `mobile`, `tablet` or `desktop`: the start page shows fewer pictures on small screens. */
export function deviceOf(request) {
  return new UAParser(request.headers['user-agent']).getDevice().type ?? 'desktop';
}

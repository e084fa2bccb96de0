/**
 * The vocabulary of OSPO Lens: plain, readonly records that every room speaks. Nothing here decides or words anything.
 *
 * Offsets count UTF-16 code units from the start of the document, as editors do. Dates are ISO 8601 strings: a day
 * (`2026-11-23`) or an instant (`2026-11-23T08:15:00Z`).
 */
export type * from './model/text';
export type * from './model/codes';
export type * from './model/manifest';
export type * from './model/lockfile';
export type * from './model/license';
export type * from './model/evidence';
export type * from './model/policy';
export type * from './model/community';
export type * from './model/ways';
export type * from './model/published';
export type * from './model/verdict';
export type * from './model/tree';
export type * from './model/request';
export type * from './model/snooze';

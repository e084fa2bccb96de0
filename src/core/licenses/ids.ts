import exceptionIds from 'spdx-exceptions/index.json';
import deprecatedExceptionIds from 'spdx-exceptions/deprecated.json';
import licenses from 'spdx-license-list';
import { once } from '../once';
import newerIds from './data/newer-ids.json';

/** `GPL-2.0+` stands in the list as an id of its own; in an expression it is `GPL-2.0` with a plus. */
const plainIds = once(() => [
  ...Object.keys(licenses).filter((id) => !id.endsWith('+')),
  ...newerIds.licenses.map(({ id }) => id),
]);

const licenseByLowerCase = once(() => new Map(plainIds().map((id) => [id.toLowerCase(), id])));
const exceptionByLowerCase = once(
  () =>
    new Map(
      [...exceptionIds, ...deprecatedExceptionIds, ...newerIds.exceptions].map((id) => [
        id.toLowerCase(),
        id,
      ]),
    ),
);

/** The official case of an SPDX license id, matched case-insensitively as SPDX asks; `undefined` for no SPDX id. */
export function officialLicenseId(id: string): string | undefined {
  return licenseByLowerCase().get(id.toLowerCase());
}

/** The official case of an SPDX exception id; `undefined` for no SPDX exception. */
export function officialExceptionId(id: string): string | undefined {
  return exceptionByLowerCase().get(id.toLowerCase());
}

/** Every SPDX license id, deprecated ones too, without the old `X+` spellings. */
export function allLicenseIds(): readonly string[] {
  return plainIds();
}

/** Every SPDX exception id, deprecated ones too. */
export function allExceptionIds(): readonly string[] {
  return [...exceptionByLowerCase().values()];
}

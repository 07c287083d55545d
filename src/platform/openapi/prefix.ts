/** Every address of the API starts with it, except the ones below. */
export const API_PREFIX = 'api/v1';

/** Addresses, and everything under them, that stay outside the versioned API. */
const OUTSIDE = ['health', 'dev', 'api/openapi.json', 'api/docs'];

/** The same in the words of Nest's `exclude` (path-to-regexp 8). */
export const WITHOUT_PREFIX: string[] = OUTSIDE.map((path) => `${path}{/*rest}`);

/** The address at which a declared path is served, with one slash in front and none behind. */
export function servedPath(declared: string): string {
  const path = declared.split('/').filter(Boolean).join('/');
  return isOutside(`/${path}`) ? `/${path}` : `/${API_PREFIX}/${path}`;
}

/** Whether an address stays outside the versioned API. */
export function isOutside(address: string): boolean {
  return OUTSIDE.some((outside) => address === `/${outside}` || address.startsWith(`/${outside}/`));
}

import { ACCESS } from '../access/access.errors.ts';
import { RESTRICTED } from '../access/restriction.errors.ts';
import type { ErrorDefinition } from '../errors/domain-error.ts';
import { PLATFORM, REQUEST } from '../errors/request.errors.ts';
import type { Operation } from './document.ts';
import type { Route } from './route-table.ts';

const OF_KEYS = [ACCESS.keyRefused, ACCESS.scopeNeeded, ACCESS.tooManyCalls];
const OF_RESTRICTED_SESSIONS = [RESTRICTED.changePasswordFirst, RESTRICTED.setUpSecondFactorFirst];

/** What the frame can answer to any route with this shape, beside the errors it declares itself. */
export function sharedErrors(route: Route, operation: Operation): ErrorDefinition[] {
  const places = new Set(operation.parameters?.map((parameter) => parameter.in));
  const isCursor = operation.parameters?.some((parameter) => parameter.in === 'query' && parameter.name === 'after');
  const changes = route.method !== 'GET';
  const hasBody = route.hasBody || operation.requestBody !== undefined;
  return [
    PLATFORM.unexpected,
    PLATFORM.busy,
    PLATFORM.databaseUnavailable,
    REQUEST.malformed,
    REQUEST.badCharacter,
    ...(route.access === 'public'
      ? []
      : [ACCESS.signInFirst, ACCESS.roleNeeded, ...OF_KEYS, ...OF_RESTRICTED_SESSIONS]),
    ...(hasBody || places.has('query') ? [REQUEST.invalid] : []),
    // Also what is no id: the router itself refuses names without end.
    ...(route.ids.length > 0 || places.has('path') ? [REQUEST.badId] : []),
    ...(isCursor ? [REQUEST.badCursor] : []),
    ...(changes ? [REQUEST.crossSite] : []),
    // The frame reads whatever body is sent, wanted or not.
    ...(changes ? [REQUEST.notJson, REQUEST.tooDeep, REQUEST.tooLarge, REQUEST.wrongMediaType] : []),
    ...(route.takesIfMatch ? [REQUEST.noIfMatch, REQUEST.badIfMatch, REQUEST.stale] : []),
    ...(route.takesRepeatKey ? [REQUEST.badIdempotencyKey, REQUEST.keyReused, REQUEST.inProgress] : []),
  ];
}

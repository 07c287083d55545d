import type { Role } from '../platform/access/role.ts';

/**
 * What keys open: by scope the routes, as `Controller.method`. A route that stands in no scope is closed to every key, also to one
 * with all scopes. The acts by which a person gives evidence (opening, downloading what was received, acknowledging, registering,
 * assigning, refusing, approving, issuing, sending …) and everything about people, posts and keys never stand here.
 */
export const SCOPES = {
  /** The directory of units and the types of documents. */
  'units:read': [
    'UnitsController.list',
    'UnitsController.one',
    'UnitHistoryController.names',
    'UnitHistoryController.terms',
    'DocumentTypesController.list',
  ],
  'groups:read': [
    'GroupsController.list',
    'GroupsController.one',
    'GroupCompositionController.members',
    'GroupCompositionController.expansion',
    'GroupCompositionController.composition',
  ],
  /** Lists, the book, and what a document says; not its files, whose download is a fact about a person. */
  'incoming:read': [
    'IncomingController.list',
    'IncomingController.boxes',
    'IncomingController.one',
    'IncomingRegisterController.list',
  ],
  'outgoing:read': [
    'OutgoingController.list',
    'OutgoingController.one',
    'OutgoingController.file',
    'OutgoingController.zip',
    'OutgoingRegisterController.list',
    'NumberBooksController.list',
    'AttachmentsController.one',
    'AttachmentsController.content',
    'OutgoingPreviewsController.list',
    'OutgoingPreviewsController.page',
    'OutgoingPreviewsController.text',
  ],
  /** Drafts that a person then submits, approves, issues and sends. */
  'outgoing:draft': [
    'OutgoingController.create',
    'OutgoingController.edit',
    'AttachmentsController.upload',
    'AttachmentsController.known',
    'AttachmentsController.one',
    'UploadsController.options',
    'UploadsController.list',
    'UploadsController.create',
    'UploadsController.head',
    'UploadsController.one',
    'UploadsController.write',
    'UploadsController.remove',
    'DocumentTypesController.list',
  ],
  'tracking:read': [
    'TrackingController.board',
    'TrackingController.summary',
    'TrackingController.delivery',
    'TrackingController.outstanding',
  ],
  'receipts:read': [
    'ReceiptsController.list',
    'ReceiptsController.heads',
    'ReceiptsController.newestSeal',
    'ReceiptsController.one',
    'ReceiptsController.seal',
  ],
} as const satisfies Record<string, readonly string[]>;

export type Scope = keyof typeof SCOPES;
export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[];

/** The post a machine acts in: never one that decides or administers. */
export const MACHINE_ROLES = ['clerk', 'member'] as const satisfies readonly Role[];
export type MachineRole = (typeof MACHINE_ROLES)[number];

/** Does one of the scopes open the route? Names that are no scope open nothing. */
export function opens(scopes: readonly string[], routeId: string): boolean {
  return scopes.some((name) => Object.hasOwn(SCOPES, name) && routesOf(name as Scope).includes(routeId));
}

const routesOf = (name: Scope): readonly string[] => SCOPES[name];

export const KEY_STATES = ['active', 'expired', 'revoked'] as const;
export type KeyState = (typeof KEY_STATES)[number];

export function stateOf(key: { readonly revokedAt: Date | null; readonly expiresAt: Date }, now: Date): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt > now ? 'active' : 'expired';
}

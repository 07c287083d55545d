import type { Role } from '../../../src/platform/access/role.ts';

/**
 * Who may call what, written down a second time on purpose: a route whose `@Access` grows wider (or narrower) than this fails. What each
 * person gets is derived from here, not from the decorator.
 */
const WHO: readonly (readonly [rule: 'public' | 'signed-in' | readonly Role[], routes: string])[] = [
  // Pages, health, and the way in.
  [
    'public',
    `SessionsController: signIn renew
     DevMailController: list json one
     HealthController: live ready
     OpenApiController: document page start asset`,
  ],
  // Directories, and what is scoped to the person asking.
  [
    'signed-in',
    `UnitsController: list one
     UnitHistoryController: names terms
     GroupsController: list one members
     DocumentTypesController: list
     SessionsController: own current signOut endOwn
     AccountsController: list one setPassword`,
  ],
  // Administration: units, people, the log.
  [
    ['admin'],
    `UnitsController: create change
     UnitHistoryController: rename openTerm
     UnitClosureController: close
     AccountsController: create edit givePost endPost
     AuditController: list
     DamagedFilesController: list`,
  ],
  // Work on documents that every person of a unit takes part in; never administrators.
  [
    ['clerk', 'leader', 'member'],
    `OutgoingController: list create one edit zip file
     OutgoingActsController: submit check abandon
     OutgoingRegisterController: list
     NumberBooksController: list
     TrackingController: board delivery outstanding
     AttachmentsController: upload one content
     IncomingController: list boxes one zip file
     IncomingActsController: open progress finish
     IncomingRegisterController: list
     ReceiptsController: list heads one`,
  ],
  // What clerks and leaders both may do.
  [
    ['clerk', 'leader'],
    `OutgoingActsController: voidNumber close
     SenderActsController: note
     GroupsController: create change close setMembers
     IncomingActsController: acknowledge refuse giveBack reconsider`,
  ],
  // The books, and what goes out.
  [
    ['clerk'],
    `OutgoingActsController: issue dispatch cancel
     NumberBooksController: open
     SenderActsController: byHand
     IncomingController: enter
     IncomingActsController: register`,
  ],
  // Decisions.
  [
    ['leader'],
    `OutgoingActsController: sendBack approve revoke
     IncomingActsController: assign`,
  ],
];

/** The rule of each route, by route id. */
export const RULES: ReadonlyMap<string, 'public' | 'signed-in' | readonly Role[]> = new Map(
  WHO.flatMap(([rule, routes]) =>
    routes.split('\n').flatMap((line) => {
      const [controller = '', methods = ''] = line.trim().split(': ');
      return methods.split(' ').map((method) => [`${controller}.${method}`, rule] as const);
    }),
  ),
);

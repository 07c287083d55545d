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
     SingleSignOnController: begin callback
     SignInMethodsController: methods
     ActivationsController: activate
     PasswordResetsController: request redeem
     DevMailController: list json one
     HealthController: live ready
     OpenApiController: document page start asset
     UnsubscriptionsController: ask unsubscribe
     PublicScoreboardController: board
     TrainingBookingsController: feed`,
  ],
  // Directories, and what is scoped to the person asking.
  [
    'signed-in',
    `UnitsController: list one
     UnitHistoryController: names terms
     GroupsController: list one
     GroupCompositionController: members expansion composition changes
     GroupRequestsController: list one
     DocumentTypesController: list
     SessionsController: own current signOut endOwn
     AccountsController: list one setPassword
     NotificationChoicesController: list choose
     NoticesController: list unread read readMany
     PushSubscriptionsController: key list subscribe end
     HomeController: home
     LiveController: listen
     PracticeController: enter reset own
     StorageController: one
     DelegationsController: list one make end
     SingleSignOnController: beginLinking
     ExternalIdentitiesController: list unlink
     SecondFactorController: state enrol confirm renewCodes turnOff
     CalendarController: current
     OnboardingController: own
     HandoversController: list one sign
     TrainingWeeksController: list one listSessions sheet
     TrainingBookingsController: list one ticket checkInByCode checkIn markAbsent`,
  ],
  // Administration: units, people, the log.
  [
    ['admin'],
    `UnitsController: create change
     UnitHistoryController: rename openTerm
     UnitClosureController: close
     GroupRequestsController: handOver
     AccountsController: create edit givePost endPost
     StorageController: set
     CustodyController: open handOver
     VacanciesController: list
     PracticeController: units
     ApiKeysController: list one make revoke
     ScansController: scanner
     WebhooksController: list create one change close replaceSecret ping deliveries replay
     ImportsController: upload list template export one rows result apply cancel
     AccountSessionsController: list endAll endOne removeSecondFactor
     ActivationCodesController: issue list voidOne
     HandoutsController: print note list printBook
     AccountListsController: list one approve decline rule setRule
     OnboardingController: funnel list remind
     AuditController: list
     DamagedFilesController: list
     ArrivedMailsController: listWatches
     LegacyInboxesController: list create one change setSecret events
     InboxActsController: dualRun freeze completeImport retire reopen close
     CutoverController: overview units remind shown show
     MailImportsController: start list upload one resume cancel
     MailProofsController: ask list one differences html pdf
     CalendarController: list one draft change putInForce discard
     DeadlineMovesController: preview recalculate list one
     TrainingWeeksController: create change addSession changeSession cancelSession listUnits bookList assign
     TrainingBookingsController: makeFeed listFeeds revokeFeed`,
  ],
  // Work on documents that every person of a unit takes part in; never administrators.
  [
    ['clerk', 'leader', 'member'],
    `OutgoingController: list create one edit zip file
     OutgoingActsController: submit check abandon
     OutgoingRegisterController: list
     NumberBooksController: list
     TrackingController: board summary delivery outstanding
     AttachmentsController: upload known one content
     UploadsController: options list create head one write remove
     PreviewsController: list page text
     OutgoingPreviewsController: list page text
     IncomingPreviewsController: list page text
     ScanAlertsController: list
     IncomingController: list boxes one zip file
     IncomingActsController: open progress finish
     IncomingRegisterController: list
     ReceiptsController: list heads newestSeal one seal
     ArchivedMailsController: list one html raw file`,
  ],
  // Who is sent to be trained.
  [['clerk', 'leader', 'admin'], `TrainingBookingsController: book change cancel`],
  // What clerks and leaders both may do.
  [
    ['clerk', 'leader'],
    `ArrivedMailsController: list one raw file
     OutgoingActsController: voidNumber close
     SenderActsController: note
     GroupsController: create change close
     GroupCompositionController: setMembers setExceptions setRule setGroups
     GroupRequestsController: ask offer approve refuse withdraw
     IncomingActsController: acknowledge refuse giveBack reconsider`,
  ],
  // The books, and what goes out.
  [
    ['clerk'],
    `ArrivedMailsController: register dismiss reopen
     OutgoingActsController: issue dispatch cancel
     NumberBooksController: open
     SenderActsController: byHand
     IncomingController: enter
     IncomingActsController: register`,
  ],
  // Who still writes to the old addresses: for those who deal with it, and those who see it end.
  [['clerk', 'leader', 'admin'], `ArrivedMailsController: listSenders`],
  // Decisions.
  [
    ['leader'],
    `OutgoingActsController: sendBack approve revoke
     IncomingActsController: assign
     GroupRequestsController: setKeeper
     ScansController: release`,
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

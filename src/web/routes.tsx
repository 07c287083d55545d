import { lazy, useState, type ComponentType, type FunctionComponent } from 'react';
import { later } from './ui/later.tsx';

interface Screen extends FunctionComponent {
  /** Begins to load it, before it is drawn. */
  readonly fetch: () => Promise<unknown>;
}

/** A screen of its own chunk. */
function screen(load: () => Promise<ComponentType>): Screen {
  let loaded: ComponentType | null = null;
  const fetch = async (): Promise<ComponentType> => (loaded = await load());
  const Later = lazy(async () => ({ default: await fetch() }));
  // What is here is drawn at once: whatever React had to wait for, it holds back for another 300 ms.
  function Screen() {
    const [It] = useState<ComponentType>(() => loaded ?? Later);
    return <It />;
  }
  return Object.assign(Screen, { fetch });
}

/** Open to everybody: ways to a session. */
export const PUBLIC_ROUTES: Readonly<Record<string, Screen>> = {
  '/activation': screen(async () => (await import('./screens/sign-in/activation.tsx')).Activation),
  '/forgotten-password': screen(
    async () => (await import('./screens/sign-in/forgotten-password.tsx')).ForgottenPassword,
  ),
  '/cutover-scoreboard': screen(async () => (await import('./screens/cutover/public/scoreboard.tsx')).PublicScoreboard),
  '/password-reset': screen(async () => (await import('./screens/sign-in/password-reset.tsx')).PasswordReset),
};

/** One for both of its addresses: what is typed stays when a new draft gets its own. */
const composer = screen(async () => (await import('./screens/composer/composer.tsx')).Composer);

/** For people who are signed in. Add yours: the address (react-router's pattern) and its screen. */
export const ROUTES: Readonly<Record<string, Screen>> = {
  '/': screen(async () => (await import('./screens/home/home.tsx')).Home),
  '/incoming/:id?': screen(async () => (await import('./screens/incoming/incoming.tsx')).Incoming),
  '/outgoing/:id?': screen(async () => (await import('./screens/outgoing/outgoing.tsx')).Outgoing),
  '/outgoing/new': composer,
  '/outgoing/:id/edit': composer,
  '/registers': screen(async () => (await import('./screens/registers/registers.tsx')).Registers),
  '/registers/incoming': screen(
    async () => (await import('./screens/registers/incoming-register.tsx')).IncomingRegister,
  ),
  '/registers/outgoing': screen(
    async () => (await import('./screens/registers/outgoing-register.tsx')).OutgoingRegister,
  ),
  '/tracking': screen(async () => (await import('./screens/tracking/tracking.ts')).Outstanding),
  '/tracking/:id': screen(async () => (await import('./screens/tracking/tracking.ts')).Board),
  '/arrived-mails/:id?': screen(async () => (await import('./screens/mails/arrived-mails.tsx')).ArrivedMails),
  '/archived-mails/:id?': screen(async () => (await import('./screens/mails/archived-mails.tsx')).ArchivedMails),
  '/cutover/senders': screen(async () => (await import('./screens/cutover/senders-screen.tsx')).SendersScreen),
  '/me': screen(async () => (await import('./screens/me/me.tsx')).Me),
  '/people': screen(async () => (await import('./screens/admin/people-home.tsx')).PeopleHome),
  '/people/units/:id?': screen(async () => (await import('./screens/admin/units/units-screen.tsx')).UnitsScreen),
  '/people/accounts/:id?': screen(
    async () => (await import('./screens/admin/accounts/accounts-screen.tsx')).AccountsScreen,
  ),
  '/people/slips': screen(async () => (await import('./screens/admin/slips/slips-screen.tsx')).SlipsScreen),
  '/people/slips/book': screen(async () => (await import('./screens/admin/slips/book-screen.tsx')).BookScreen),
  '/people/imports': screen(async () => (await import('./screens/admin/imports/imports-screen.tsx')).ImportsScreen),
  '/people/imports/:id': screen(async () => (await import('./screens/admin/imports/import-page.tsx')).ImportPage),
  '/people/readiness': screen(async () => (await import('./screens/readiness/readiness.tsx')).Readiness),
  '/people/lists': screen(async () => (await import('./screens/lists/lists.tsx')).Lists),
  '/people/lists/:id': screen(async () => (await import('./screens/lists/list-page.tsx')).ListPage),
  '/people/practice': screen(async () => (await import('./screens/practising/practising.tsx')).Practising),
  '/handovers': screen(async () => (await import('./screens/custody/handovers.tsx')).Handovers),
  '/handovers/:id': screen(async () => (await import('./screens/custody/handover-page.tsx')).HandoverPage),
  '/groups/:id?': screen(async () => (await import('./screens/admin/groups/groups-screen.tsx')).GroupsScreen),
  '/people/delegations': screen(
    async () => (await import('./screens/admin/more/delegations-screen.tsx')).DelegationsScreen,
  ),
  '/people/connections': screen(
    async () => (await import('./screens/admin/more/connections-screen.tsx')).ConnectionsScreen,
  ),
  '/people/alerts': screen(async () => (await import('./screens/admin/more/alerts-screen.tsx')).AlertsScreen),
  '/cutover': screen(async () => (await import('./screens/cutover/cockpit.tsx')).Cockpit),
  '/cutover/units': screen(async () => (await import('./screens/cutover/roads-screen.tsx')).RoadsScreen),
  '/cutover/inboxes/:id?': screen(async () => (await import('./screens/cutover/inboxes-screen.tsx')).InboxesScreen),
  '/people/calendar/:id?': screen(
    async () => (await import('./screens/admin/calendar/calendar-screen.tsx')).CalendarScreen,
  ),
  '/training': screen(async () => (await import('./screens/training/weeks-screen.tsx')).TrainingScreen),
  '/training/check-in': screen(async () => (await import('./screens/training/check-in-screen.tsx')).CheckInScreen),
  '/training/:id/:part?': screen(async () => (await import('./screens/training/week-screen.tsx')).TrainingWeekScreen),
  '/audit': screen(async () => (await import('./screens/admin/audit/audit-screen.tsx')).AuditScreen),
  '/notifications': screen(async () => (await import('./screens/me/notification-choices.tsx')).NotificationChoices),
};

/** Shown before anything else is possible. */
export const SignIn = later(async () => (await import('./screens/sign-in/sign-in.tsx')).SignIn);
export const FirstPassword = later(async () => (await import('./screens/sign-in/first-password.tsx')).FirstPassword);
export const SecondFactorNeeded = later(
  async () => (await import('./screens/sign-in/second-factor-needed.tsx')).SecondFactorNeeded,
);
/** In the practice area, instead of signing in. */
export const PracticeEntrance = later(async () => (await import('./practice/practice-entrance.tsx')).PracticeEntrance);
export const SessionExpired = later(async () => (await import('./app/session-expired.tsx')).SessionExpired);

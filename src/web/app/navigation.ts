import {
  ArrowRightLeft,
  BookMarked,
  BookOpen,
  Gauge,
  GraduationCap,
  Home,
  Inbox,
  MailQuestionMark,
  ScrollText,
  Send,
  UserRound,
  Users,
  UsersRound,
  type LucideIcon,
} from 'lucide-react';
import type { HeldPostWire } from '../../accounts/session.wire.ts';
import type { vi } from '../texts/common.vi.ts';

type Role = HeldPostWire['role'];

export interface NavEntry {
  readonly to: string;
  readonly text: Extract<keyof typeof vi, `nav${Capitalize<string>}`>;
  readonly icon: LucideIcon;
  /** Who sees it: any of these roles; left out: everybody. */
  readonly roles?: readonly Role[];
  /** In the bar at the bottom of a phone; the others are behind "Thêm". */
  readonly first?: boolean;
  /** What waits behind it, shown beside its name. */
  readonly counts?: 'mails';
}

const STAFF: readonly Role[] = ['clerk', 'leader', 'member'];

/** The pages one goes to. An entry whose address no screen serves (routes.tsx) is not shown. */
export const NAVIGATION: readonly NavEntry[] = [
  { to: '/', text: 'navHome', icon: Home, first: true },
  { to: '/incoming', text: 'navIncoming', icon: Inbox, roles: STAFF, first: true },
  { to: '/outgoing', text: 'navOutgoing', icon: Send, roles: STAFF, first: true },
  { to: '/tracking', text: 'navTracking', icon: Gauge, roles: STAFF },
  { to: '/registers', text: 'navRegisters', icon: BookOpen, roles: STAFF },
  {
    to: '/arrived-mails',
    text: 'navArrivedMails',
    icon: MailQuestionMark,
    roles: ['clerk', 'leader'],
    counts: 'mails',
  },
  { to: '/archived-mails', text: 'navArchivedMails', icon: BookMarked, roles: STAFF },
  { to: '/groups', text: 'navGroups', icon: UsersRound },
  { to: '/training', text: 'navTraining', icon: GraduationCap },
  { to: '/people', text: 'navPeople', icon: Users, roles: ['admin'] },
  { to: '/cutover', text: 'navCutover', icon: ArrowRightLeft, roles: ['admin'] },
  { to: '/audit', text: 'navAudit', icon: ScrollText, roles: ['admin'] },
  { to: '/me', text: 'navMe', icon: UserRound },
];

/** What somebody with these posts is shown. */
export function navigationFor(
  posts: readonly Pick<HeldPostWire, 'role'>[],
  isServed: (to: string) => boolean,
): readonly NavEntry[] {
  const held = new Set(posts.map(({ role }) => role));
  return NAVIGATION.filter(({ to, roles }) => isServed(to) && (!roles || roles.some((role) => held.has(role))));
}

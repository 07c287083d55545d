import type { vi } from '../texts/tour.vi.ts';

/** The sentences, not the words of the box. */
type TourText = Exclude<keyof typeof vi, 'count'>;

/** One stop: where it is, what it stands beside (the first of these that can be seen), what it says. */
export interface TourStep {
  readonly path: string;
  readonly beside: readonly string[];
  readonly text: TourText;
}

export const TOUR_ROLES = ['clerk', 'leader', 'member', 'admin'] as const;
export type TourRole = (typeof TOUR_ROLES)[number];

/** A phone has some pages behind one button. */
const REST = '.bar button[aria-haspopup=dialog]:last-of-type';
const nav = (path: string): string[] => [`.nav-link[href$="${path}"]`, REST];

const HOME: TourStep = { path: '/', beside: ['main h1'], text: 'home' };
const HELP: TourStep = { path: '/', beside: ['.nav-help', REST], text: 'help' };
const step = (path: string, text: TourText): TourStep => ({ path, beside: nav(path), text });

/** By the first of these roles that somebody holds. */
export const TOURS: Readonly<Record<TourRole, readonly TourStep[]>> = {
  clerk: [
    HOME,
    step('/incoming', 'clerkIncoming'),
    step('/outgoing', 'clerkOutgoing'),
    step('/tracking', 'tracking'),
    step('/registers', 'clerkRegisters'),
    HELP,
  ],
  leader: [
    HOME,
    step('/incoming', 'leaderIncoming'),
    step('/outgoing', 'leaderOutgoing'),
    step('/tracking', 'tracking'),
    HELP,
  ],
  member: [HOME, step('/incoming', 'memberIncoming'), step('/outgoing', 'memberOutgoing'), HELP],
  admin: [HOME, step('/people', 'adminPeople'), step('/audit', 'adminAudit'), HELP],
};

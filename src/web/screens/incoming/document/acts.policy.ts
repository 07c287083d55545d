/** Which act stands where on a document. What is allowed is the service's to say (`can`); this only lays it out. Pure. */
import type { IncomingDocumentWire, MayWire } from '../../../../incoming/incoming.wire.ts';

type Document = Pick<IncomingDocumentWire, 'state' | 'isOpen' | 'can' | 'sender' | 'assignment'>;
export type Act = Exclude<keyof IncomingDocumentWire['can'], 'open'>;

const WHY = {
  'incoming.register-first': 'why.registerFirst',
  'incoming.only-assigned': 'why.onlyAssigned',
  'incoming.only-lead': 'why.onlyLead',
} as const;
type WhyKey = (typeof WHY)[keyof typeof WHY] | `why.${Act}` | 'why.wrongState';

/** The text that says why an act is refused; null when it is allowed. */
export function whyNot(act: Act, may: MayWire): WhyKey | null {
  if (may.allowed) return null;
  if (may.why === 'access.role-needed') return `why.${act}`;
  return WHY[may.why as keyof typeof WHY] ?? 'why.wrongState';
}

const EARLY = new Set(['delivered', 'opened', 'acknowledged']);
const AT_WORK = new Set(['registered', 'assigned', 'in_progress']);
const SENT_BACK = new Set(['refused', 'returned']);

/**
 * The one act the document waits for: Xác nhận đã nhận → Vào sổ → Phân công → Hoàn thành. It keeps its place when it is another's turn,
 * and then says whose. Null when nothing is left to do.
 */
export function primaryOf({ state, isOpen, can }: Document): Act | null {
  if (state === 'delivered' || state === 'opened') return 'acknowledge';
  if (state === 'acknowledged') return isOpen || can.register.allowed ? 'register' : null;
  if (state === 'registered') return isOpen ? 'assign' : null;
  if (state !== 'assigned' && state !== 'in_progress') return null;
  return !can.finish.allowed && can.progress.allowed ? 'progress' : 'finish';
}

/** What else people look for at this point, allowed or not. */
export function othersOf(document: Document): readonly Act[] {
  const { state } = document;
  const acts: Act[] = [];
  if (state === 'delivered' || state === 'opened') acts.push('register');
  if (AT_WORK.has(state)) acts.push('assign', 'progress', 'finish');
  if (EARLY.has(state)) acts.push('refuse');
  if (AT_WORK.has(state)) acts.push('return');
  if (SENT_BACK.has(state)) acts.push('reconsider');
  const primary = primaryOf(document);
  return acts.filter((act) => act !== primary);
}

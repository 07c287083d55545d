import type { OutgoingDocumentWire } from '../../../outgoing/outgoing.wire.ts';
import type { DeskState } from './desk-state.ts';
import { Desk } from './desk.ts';
import { EMPTY, valuesOf, type DraftValues } from './draft.ts';
import { readCopy } from './local-copy.ts';
import { busyWith, showsItself } from '../../uploads/uploads.ts';

/** The drafts that are on a screen, or still have something on its way. */
const desks = new Map<string, Desk>();

const all = (): Desk[] => [...desks.values()];

globalThis.addEventListener?.('pagehide', () => all().forEach((desk) => desk.keep()));
globalThis.addEventListener?.('online', () => all().forEach((desk) => void (desk.isDirty && desk.flush())));

export const deskOf = (id: string): Desk | undefined => all().find((desk) => desk.state().id === id);

export interface Beginning {
  readonly unitId: string | null;
  readonly repliesTo: string | null;
  readonly values: Partial<DraftValues>;
}

/** A document that is not made yet, or what was typed of it before the page was loaded anew. */
export function newDesk(key: string, accountId: string, begin: Beginning): Desk {
  const known = desks.get(key);
  if (known) return known;
  const copy = readCopy(accountId, key);
  const start: Omit<DeskState, 'saving' | 'problem' | 'theirs'> = {
    id: null,
    unitId: copy ? copy.unitId : begin.unitId,
    repliesTo: copy ? copy.repliesTo : begin.repliesTo,
    version: 0,
    values: copy ? copy.values : { ...EMPTY, ...begin.values },
    base: EMPTY,
    savedAt: null,
  };
  return put(new Desk(key, accountId, start, copy?.creation ?? null));
}

/** A stored draft; what was typed and not stored comes back, as an edit of the version it was typed on. */
export function deskFor(document: OutgoingDocumentWire, accountId: string): Desk {
  const known = deskOf(document.id);
  if (known) return known;
  const copy = readCopy(accountId, document.id);
  const { id, unitId, repliesTo } = document;
  const stored = valuesOf(document);
  return put(
    new Desk(id, accountId, {
      id,
      unitId,
      repliesTo,
      version: copy?.version ?? document.version,
      values: copy?.values ?? stored,
      base: copy?.base ?? stored,
      savedAt: document.updatedAt,
    }),
  );
}

const shown = new Set<Desk>();

/** A screen shows it. */
export function enterDesk(desk: Desk): void {
  shown.add(put(desk));
  showsItself(desk.key, true);
}

/** The screen is left: what is unsaved is saved, and the desk goes when nothing of it is on its way. */
export function leaveDesk(desk: Desk): void {
  shown.delete(desk);
  showsItself(desk.key, false);
  desk.keep();
  void finish(desk);
}

async function finish(desk: Desk): Promise<void> {
  await desk.flush();
  if (!shown.has(desk) && !busyWith(desk.key)) desks.delete(desk.key);
}

function put(desk: Desk): Desk {
  desks.set(desk.key, desk);
  return desk;
}

import { randomUUID } from 'node:crypto';
import { ACCOUNTS } from '../accounts/accounts.errors.ts';
import type { ListedInbox, WantedInbox } from '../legacy-inboxes/inbox-listing.ts';
import type { ImapSecurity } from '../legacy-inboxes/legacy-inbox.kinds.ts';
import { LEGACY_INBOXES } from '../legacy-inboxes/legacy-inboxes.errors.ts';
import { clean } from './cells.policy.ts';
import { gather, type Group } from './gather.policy.ts';
import type { Change, PlannedRow } from './planned-row.ts';
import type { ReadRow } from './read-rows.ts';
import { problem, type Problem } from './table.ts';
import type { UnitView } from './unit-view.ts';

/** What there is, as far as the table is about it. */
export interface InboxView {
  readonly inboxes: ReadonlyMap<string, ListedInbox>;
  readonly units: UnitView;
}

/** What is to become of one inbox; its password in the clear, so it stays in memory. */
export interface InboxPlan {
  readonly outcome: 'create' | 'change' | 'same' | 'error';
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  readonly after: WantedInbox | null;
}

/** All that anybody ever sees of a password. */
export const HIDDEN = '•••';

const OWN = ['unitCode', 'owner', 'imapHost', 'imapPort', 'imapSecurity', 'imapUser', 'imapPassword', 'note'];
const SERVER = ['imapHost', 'imapPort', 'imapSecurity', 'imapUser'] as const;
const SHOWN = ['owner', ...SERVER, 'note'] as const;

const refused = (problems: readonly Problem[]): InboxPlan => ({ outcome: 'error', changes: [], problems, after: null });

/** Decides about every row of a table of old inboxes. The plans of its rows hold passwords in the clear: seal them before they are kept. */
export function planInboxes(rows: readonly ReadRow[], view: InboxView): PlannedRow[] {
  const { groups, bad } = gather(rows, 'address', OWN, ['address', 'unitCode']);
  const planned = [...bad].map(([row, problems]) => errorRow(row, problems));
  for (const [step, group] of groups.entries()) planned.push(...rowsOf(group, planInbox(group, view), step));
  return planned.toSorted((a, b) => (a.no ?? 0) - (b.no ?? 0));
}

/** Decides about one inbox. Cells left empty leave alone what is there. */
export function planInbox({ key, values }: Pick<Group, 'key' | 'values'>, view: InboxView): InboxPlan {
  const known = view.inboxes.get(key) ?? null;
  if (known && !view.units.isWithin(known.unitId))
    return refused([problem(LEGACY_INBOXES.addressTaken.code, { address: key }, 'address')]);
  const unit = view.units.byCode(values['unitCode'] ?? '');
  if (!unit || !view.units.isWithin(unit.id)) return refused([problem(ACCOUNTS.noSuchUnit.code, {}, 'unitCode')]);
  if (known && known.unitId !== unit.id)
    return refused([problem('inbox-unit-differs', { known: view.units.codeOf(known.unitId) ?? '' }, 'unitCode')]);
  const after = wanted(key, unit.id, values, known);
  if (after.imapHost === null && hasServerWords(values)) return refused([problem('imap-host-missing', {}, 'imapHost')]);
  const changes = changesBetween(known, after, values['unitCode'] ?? '');
  if (known && changes.length === 0) return { outcome: 'same', changes, problems: [], after };
  if (known?.closedAt) return refused([problem(LEGACY_INBOXES.closed.code)]);
  return { outcome: known ? 'change' : 'create', changes, problems: [], after };
}

function wanted(
  address: string,
  unitId: string,
  values: Readonly<Record<string, string>>,
  known: ListedInbox | null,
): WantedInbox {
  const { owner = known?.owner ?? null, note = known?.note ?? null } = values;
  const imapHost = values['imapHost'] ?? known?.imapHost ?? null;
  const server = imapHost === null ? NO_SERVER : serverOf(imapHost, values, known);
  // Sent to another server, a password would be given away: it stays only where it was.
  const stays = SERVER.every((field) => (known?.[field] ?? null) === server[field]);
  const password = values['imapPassword'] ?? (stays ? (known?.password ?? null) : null);
  return { id: known?.id ?? randomUUID(), unitId, address, owner, note, ...server, password };
}

const NO_SERVER = { imapHost: null, imapPort: null, imapSecurity: null, imapUser: null } as const;

function serverOf(imapHost: string, values: Readonly<Record<string, string>>, known: ListedInbox | null) {
  const saidPort = values['imapPort'] === undefined ? (known?.imapPort ?? null) : Number(values['imapPort']);
  const saidSecurity = (values['imapSecurity'] as ImapSecurity | undefined) ?? known?.imapSecurity ?? null;
  const imapSecurity = saidSecurity ?? (saidPort === 143 ? 'starttls' : 'tls');
  const imapPort = saidPort ?? (imapSecurity === 'tls' ? 993 : 143);
  return { imapHost, imapPort, imapSecurity, imapUser: values['imapUser'] ?? known?.imapUser ?? null };
}

const hasServerWords = (values: Readonly<Record<string, string>>): boolean =>
  ['imapPort', 'imapSecurity', 'imapUser', 'imapPassword'].some((field) => values[field] !== undefined);

function changesBetween(known: ListedInbox | null, after: WantedInbox, unitCode: string): Change[] {
  const text = (value: string | number | null | undefined): string | null => (value == null ? null : String(value));
  const changes: Change[] = known ? [] : [{ field: 'unitCode', from: null, to: unitCode }];
  for (const field of SHOWN) {
    const [from, to] = [text(known?.[field]), text(after[field])];
    if (clean(from ?? '') !== clean(to ?? '')) changes.push({ field, from, to });
  }
  const before = known?.password ?? null;
  if (before !== after.password)
    changes.push({ field: 'imapPassword', from: before && HIDDEN, to: after.password && HIDDEN });
  return changes;
}

function errorRow(row: ReadRow, problems: readonly Problem[]): PlannedRow {
  const { address = '', owner = '' } = row.values;
  const nothing = { changes: [], step: null, plan: null };
  return { no: row.no, outcome: 'error', key: address, label: owner, problems, warnings: row.warnings, ...nothing };
}

/** The first row of an inbox carries what is done; the others say the same once more. */
function rowsOf({ rows, key, values }: Group, plan: InboxPlan, step: number): PlannedRow[] {
  return rows.map((row, i) => {
    if (plan.outcome === 'error') return errorRow(row, plan.problems);
    const isDone = i === 0 && plan.outcome !== 'same';
    const again = i === 0 ? [] : [problem('duplicate-of-row', { row: rows[0]?.no ?? 0 })];
    return {
      no: row.no,
      outcome: isDone ? plan.outcome : 'same',
      key,
      label: plan.after?.owner ?? '',
      changes: isDone ? plan.changes : [],
      problems: [],
      warnings: [...row.warnings, ...again],
      step: isDone ? step : null,
      plan: isDone && plan.after ? { id: plan.after.id, values: { ...values, address: key } } : null,
    };
  });
}

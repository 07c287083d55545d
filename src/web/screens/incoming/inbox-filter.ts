/** What of the inbox is asked for: kept in the address, so that back, reload and a saved filter bring it again. Pure. */
import type { InboxQuery } from '../../../incoming/incoming.dto.ts';

export type Box = NonNullable<InboxQuery['box']>;
export type Urgency = NonNullable<InboxQuery['urgency']>;

/** In the order of the road; `all` first, because it is where one arrives. */
export const BOXES = [
  'all',
  'open',
  'unopened',
  'unacknowledged',
  'unregistered',
  'unassigned',
  'working',
  'mine',
  'overdue',
  'done',
  'refused',
  'withdrawn',
] as const satisfies readonly Box[];

export const URGENCIES = ['normal', 'khan', 'thuong_khan', 'hoa_toc', 'hoa_toc_hen_gio'] as const;

/** Everything but the box and the words: what the filter window sets. Empty = not asked for. */
export interface Conditions {
  readonly sender: string;
  readonly type: string;
  readonly urgency: Urgency | '';
  /** yyyy-MM-dd. */
  readonly from: string;
  readonly to: string;
  readonly unit: string;
}

export interface InboxFilter extends Conditions {
  readonly box: Box;
  readonly q: string;
}

const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an address; what is not of this form is as if it were not there. */
export function filterOf(search: URLSearchParams): InboxFilter {
  const read = (name: string, form: RegExp): string => {
    const value = search.get(name) ?? '';
    return form.test(value) ? value : '';
  };
  return {
    box: BOXES.find((box) => box === search.get('box')) ?? 'all',
    q: (search.get('q') ?? '').slice(0, 200),
    sender: read('sender', ID),
    type: read('type', /^[\w-]{1,50}$/),
    urgency: URGENCIES.find((urgency) => urgency === search.get('urgency')) ?? '',
    from: read('from', DAY),
    to: read('to', DAY),
    unit: read('unit', ID),
  };
}

/** For the address: `?box=open&q=…`, or nothing for the whole inbox. */
export function searchOf(filter: InboxFilter): string {
  const said = Object.entries(filter).filter(([name, value]) => value !== '' && !(name === 'box' && value === 'all'));
  const search = new URLSearchParams(said as [string, string][]).toString();
  return search && `?${search}`;
}

/** For GET /incoming-documents. */
export function queryOf({ box, q, sender, type, urgency, from, to, unit }: InboxFilter) {
  const query = {
    box: box === 'all' ? '' : box,
    q: q.trim(),
    senderUnitId: sender,
    typeCode: type,
    urgency,
    from,
    to,
    unitId: unit,
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

export const NO_CONDITIONS: Conditions = { sender: '', type: '', urgency: '', from: '', to: '', unit: '' };

export const conditionsOf = ({ sender, type, urgency, from, to, unit }: InboxFilter): Conditions => ({
  sender,
  type,
  urgency,
  from,
  to,
  unit,
});

/** How many conditions hold beside box and words. */
export const countConditions = (filter: InboxFilter): number =>
  Object.values(conditionsOf(filter)).filter((value) => value !== '').length;

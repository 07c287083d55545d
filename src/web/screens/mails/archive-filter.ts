/** What of the old mails is asked for: kept in the address, so that back, reload and a link bring it again. Pure. */
import type { ArchivedMailsQuery } from '../../../mail-archive/archived-mails.dto.ts';

/** Empty = not asked for. */
export interface ArchiveFilter {
  readonly q: string;
  readonly view: 'all' | 'odd';
  /** yyyy-MM-dd. */
  readonly from: string;
  readonly to: string;
  readonly unit: string;
}

export const VIEWS = ['all', 'odd'] as const satisfies readonly ArchiveFilter['view'][];
const ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads an address; what is not of this form is as if it were not there. */
export function archiveFilterOf(search: URLSearchParams): ArchiveFilter {
  const read = (name: string, form: RegExp): string => {
    const value = search.get(name) ?? '';
    return form.test(value) ? value : '';
  };
  return {
    q: (search.get('q') ?? '').slice(0, 200),
    view: search.get('view') === 'odd' ? 'odd' : 'all',
    from: read('from', DAY),
    to: read('to', DAY),
    unit: read('unit', ID),
  };
}

/** For the address, or nothing for the whole archive. */
export function archiveSearchOf({ view, ...rest }: ArchiveFilter): string {
  const said = Object.entries({ ...rest, view: view === 'all' ? '' : view }).filter(([, value]) => value !== '');
  const search = new URLSearchParams(said).toString();
  return search && `?${search}`;
}

/** For GET /archived-mails. */
export function archiveQueryOf({ q, view, from, to, unit }: ArchiveFilter) {
  const asked: Partial<Record<keyof ArchivedMailsQuery, string>> = {
    q: q.trim(),
    broken: view === 'odd' ? 'true' : '',
    from,
    to,
    unitId: unit,
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
}

/** How many conditions hold beside words and view. */
export const countArchiveConditions = ({ from, to, unit }: ArchiveFilter): number =>
  [from, to, unit].filter((value) => value !== '').length;

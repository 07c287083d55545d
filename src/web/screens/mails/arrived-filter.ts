/** Which of the mails to old addresses: kept in the address of the page. Pure. */

export const BOXES = ['waiting', 'spam', 'registered', 'dismissed', 'kept', 'all'] as const;
export type Box = (typeof BOXES)[number];

export interface ArrivedFilter {
  readonly box: Box;
  /** A whole address; empty: everybody. */
  readonly sender: string;
}

/** Reads an address; what is not of this form is as if it were not there. */
export const arrivedFilterOf = (search: URLSearchParams): ArrivedFilter => ({
  box: BOXES.find((box) => box === search.get('box')) ?? 'waiting',
  sender: (search.get('sender') ?? '').slice(0, 320),
});

/** For the address of the page; nothing for what waits. */
export function arrivedSearchOf({ box, sender }: ArrivedFilter): string {
  const said = Object.entries({ box: box === 'waiting' ? '' : box, sender }).filter(([, value]) => value !== '');
  const search = new URLSearchParams(said).toString();
  return search && `?${search}`;
}

/** Spam waits as well, but apart: nobody is to look through it to find what matters. */
const ASKED: Readonly<Record<Box, Readonly<Record<string, string>>>> = {
  waiting: { state: 'waiting', spam: 'false' },
  spam: { state: 'waiting', spam: 'true' },
  registered: { state: 'registered' },
  dismissed: { state: 'dismissed' },
  kept: { state: 'kept' },
  all: {},
};

/** For GET /arrived-mails. */
export const arrivedQueryOf = ({ box, sender }: ArrivedFilter): Readonly<Record<string, string>> => ({
  ...ASKED[box],
  ...(sender !== '' && { sender }),
});

import type { English } from './catalogue.ts';
import type { vi } from './incoming-register.vi.ts';

export const en: English<typeof vi> = {
  title: 'Register of incoming documents',
  year: 'Year',
  unit: 'Unit',
  print: 'Print the book',
  preparing: 'Fetching all lines…',
  arrivedOn: 'Arrived on',
  arrivalNumber: 'Arrival no.',
  author: 'Author',
  symbol: 'Number, symbol',
  documentDate: 'Dated',
  typeAndSubject: 'Type and subject',
  handedTo: 'Handed to',
  handedOn: 'Handed on',
  received: 'Received by',
  note: 'Note',
  empty: 'The book of {year} has no lines yet',
  emptyText:
    'Each document that is registered has a line here, in order of its arrival number. Lines are never deleted.',
  toInbox: 'Open the incoming documents',
  book: 'Book of incoming documents, {year}',
};

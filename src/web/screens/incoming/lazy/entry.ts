/** A paper document while it is entered. Pure. */
import type { AttachmentWire } from '../../../../attachments/attachment.wire.ts';
import type { EnterIncoming } from '../../../../incoming/incoming.dto.ts';
import type { Urgency } from '../inbox-filter.ts';

export const ORIGINS = ['paper', 'email', 'other'] as const satisfies readonly EnterIncoming['origin'][];
export const PURPOSES = [
  'act',
  'coordinate',
  'report',
  'inform',
] as const satisfies readonly EnterIncoming['purpose'][];

export interface Entry {
  readonly unitId: string;
  readonly origin: EnterIncoming['origin'];
  readonly authorName: string;
  readonly symbol: string;
  readonly typeCode: string;
  /** yyyy-MM-dd. */
  readonly documentDate: string | null;
  readonly arrivedOn: string | null;
  readonly subject: string;
  readonly signerName: string;
  readonly urgency: Urgency;
  readonly purpose: EnterIncoming['purpose'];
  /** As typed. */
  readonly pageCount: string;
  readonly files: readonly AttachmentWire[];
  readonly register: boolean;
}

export const blankEntry = (unitId: string, today: string): Entry => ({
  unitId,
  origin: 'paper',
  authorName: '',
  symbol: '',
  typeCode: '',
  documentDate: null,
  arrivedOn: today,
  subject: '',
  signerName: '',
  urgency: 'normal',
  purpose: 'act',
  pageCount: '',
  files: [],
  register: true,
});

/** For POST /incoming-documents; what was left empty is left out. */
export function entryBody({
  files,
  arrivedOn,
  pageCount,
  typeCode,
  ...rest
}: Entry): Omit<EnterIncoming, 'acceptDuplicate'> {
  return {
    ...rest,
    typeCode: typeCode || null,
    pageCount: pageCount === '' ? null : Number(pageCount),
    ...(arrivedOn && { arrivedOn }),
    attachmentIds: files.map(({ id }) => id),
  };
}

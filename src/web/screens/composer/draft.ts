import type { AttachmentWire } from '../../../attachments/attachment.wire.ts';
import type { DraftLineWire, OutgoingDocumentWire, RelatedWire } from '../../../outgoing/outgoing.wire.ts';

/** A file as the composer knows it: what it is called, and what the scanner says. */
export type DraftFile = Pick<AttachmentWire, 'id' | 'name' | 'size' | 'scan'>;

/** What one types and picks. Numbers are text while they are typed; days are yyyy-MM-dd. */
export interface DraftValues {
  readonly typeCode: string;
  readonly subject: string;
  readonly summary: string;
  readonly urgency: string;
  readonly signerCapacity: string;
  readonly signerName: string;
  readonly signerTitle: string;
  /** The last day on which it may be answered. */
  readonly respondOn: string | null;
  readonly pageCount: string;
  readonly copyCount: string;
  readonly note: string;
  readonly recipients: readonly DraftLineWire[];
  readonly relations: readonly Pick<RelatedWire, 'documentId' | 'relation'>[];
  readonly files: readonly DraftFile[];
}

export type FieldName = keyof DraftValues;

export const EMPTY: DraftValues = {
  typeCode: 'cong_van',
  subject: '',
  summary: '',
  urgency: 'normal',
  signerCapacity: '',
  signerName: '',
  signerTitle: '',
  respondOn: null,
  pageCount: '',
  copyCount: '',
  note: '',
  recipients: [],
  relations: [],
  files: [],
};

export const FIELDS = Object.keys(EMPTY) as FieldName[];

const DAY_MS = 86_400_000;

/** The API names the first instant that is too late: the midnight after the day, in Việt Nam. @param day yyyy-MM-dd */
export function endOfDay(day: string): string {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return `${next}T00:00:00+07:00`;
}

/** The day whose end that is. An hour within a day counts as that day. */
export function dayBefore(instant: string): string {
  return new Date(Date.parse(instant) + 7 * 3_600_000 - 1).toISOString().slice(0, 10);
}

/** A stored document as the form shows it. */
export function valuesOf(document: OutgoingDocumentWire): DraftValues {
  const { typeCode, subject, summary, urgency, signerCapacity, signerName, signerTitle, note } = document;
  return {
    typeCode,
    subject,
    summary,
    urgency,
    signerCapacity,
    signerName,
    signerTitle,
    note,
    respondOn: document.respondBy && dayBefore(document.respondBy),
    pageCount: document.pageCount === null ? '' : String(document.pageCount),
    copyCount: document.copyCount === null ? '' : String(document.copyCount),
    recipients: document.recipients.map(({ target, unitId, groupId, purpose }) => ({
      target,
      unitId,
      groupId,
      purpose,
    })),
    relations: document.relations.map(({ documentId, relation }) => ({ documentId, relation })),
    files: document.attachments.map(({ id, name, size, scan }) => ({ id, name, size, scan })),
  };
}

/** As it is stored: text without blanks around it, composed; what the scanner says of a file is nobody's edit. */
function essence(field: FieldName, values: DraftValues): string {
  const value = field === 'files' ? values.files.map(({ id }) => id) : values[field];
  return JSON.stringify(typeof value === 'string' ? value.normalize('NFC').trim() : value);
}

export const isSame = (field: FieldName, a: DraftValues, b: DraftValues): boolean =>
  essence(field, a) === essence(field, b);

/** Fields that differ. */
export const changedFields = (a: DraftValues, b: DraftValues): FieldName[] =>
  FIELDS.filter((field) => !isSame(field, a, b));

/** What of these fields can be sent: an empty subject or a page count that is no number waits until it is one. */
export function sendable(values: DraftValues, fields: readonly FieldName[]): FieldName[] {
  return fields.filter((field) => {
    if (field === 'subject') return values.subject.trim() !== '';
    if (field === 'pageCount' || field === 'copyCount') return /^\d*$/.test(values[field].trim());
    return true;
  });
}

/** The body of a POST or PATCH that says these fields and leaves the others as they are. */
export function bodyOf(values: DraftValues, fields: readonly FieldName[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => BODY[field](values)));
}

const asNumber = (text: string): number | null => (text.trim() === '' ? null : Number(text));
const plain =
  (field: Exclude<FieldName, 'respondOn' | 'pageCount' | 'copyCount' | 'files'>) =>
  (values: DraftValues): [string, unknown] => [field, values[field]];

const BODY: Readonly<Record<FieldName, (values: DraftValues) => [string, unknown]>> = {
  typeCode: plain('typeCode'),
  subject: (values) => ['subject', values.subject.trim()],
  summary: plain('summary'),
  urgency: plain('urgency'),
  signerCapacity: plain('signerCapacity'),
  signerName: plain('signerName'),
  signerTitle: plain('signerTitle'),
  respondOn: ({ respondOn }) => ['respondBy', respondOn && endOfDay(respondOn)],
  pageCount: ({ pageCount }) => ['pageCount', asNumber(pageCount)],
  copyCount: ({ copyCount }) => ['copyCount', asNumber(copyCount)],
  note: plain('note'),
  recipients: plain('recipients'),
  relations: plain('relations'),
  files: ({ files }) => ['attachmentIds', files.map(({ id }) => id)],
};

import { filesColumn, type FileJson } from '../attachments/attachments.reader.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { waitsFor } from './dispatch.rows.ts';
import type { DispatchWire, DraftLineWire, OutgoingLineWire, RelatedWire, StepWire } from './outgoing.wire.ts';

export interface PartsRow {
  readonly recipients: DraftLineWire[];
  readonly relations: RelatedWire[];
  readonly steps: StepWire[];
  readonly dispatches: DispatchWire[];
  readonly files: FileJson[];
}

/** The columns of a line of the list. */
export const LINE_COLUMNS = `d.id, d.unit_id as "unitId", d.state, d.type_code as "typeCode", d.subject, d.urgency, d.number, d.symbol, d.document_date::text as "documentDate",
  d.issued_at as "issuedAt", d.updated_at as "updatedAt", d.version`;

/** All lists of a document, for `findWith`. */
export const PARTS = `,
      coalesce((select json_agg(json_build_object('target', r.target, 'unitId', r.unit_id, 'groupId', r.group_id, 'purpose', r.purpose) order by r.position)
        from outgoing_recipient r where r.document_id = $1), '[]') as recipients,
      coalesce((select json_agg(json_build_object('documentId', r.related_id, 'relation', r.relation, 'symbol', o.symbol, 'subject', o.subject) order by o.document_date)
        from outgoing_relation r join outgoing_document o on o.id = r.related_id where r.document_id = $1), '[]') as relations,
      coalesce((select json_agg(json_build_object('act', s.act, 'fromState', s.from_state, 'toState', s.to_state, 'accountName', a.display_name,
          'postTitle', p.title, 'forAccountName', g.display_name, 'at', s.at, 'reason', s.reason) order by s.seq)
        from outgoing_step s left join account a on a.id = s.account_id left join post p on p.id = s.post_id
          left join account g on s.delegation_id is not null and g.id = p.account_id where s.document_id = $1), '[]') as steps,
      coalesce((select json_agg(json_build_object('id', x.id, 'documentId', x.document_id, 'madeAt', x.made_at, 'sendAt', x.send_at, 'sentAt', x.sent_at,
          'cancelledAt', x.cancelled_at, 'waitsFor', x.waits_for, 'cancelReason', x.cancel_reason, 'lines', x.lines, 'recipientCount', x.recipient_count,
          'alsoByEmail', x.old_inboxes_too) order by x.made_at)
        from dispatch x where x.document_id = $1), '[]') as dispatches,
      ${filesColumn('array(select attachment_id from outgoing_attachment where document_id = $1 order by position)')} as files`;

const iso = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The lists as answers show them. */
export function wireOf(parts: PartsRow) {
  const steps = parts.steps.map((step) => ({ ...step, at: iso(step.at) ?? '' }));
  const dispatches = parts.dispatches.map((d) => ({
    ...d,
    madeAt: iso(d.madeAt) ?? '',
    sendAt: iso(d.sendAt) ?? '',
    sentAt: iso(d.sentAt),
    cancelledAt: iso(d.cancelledAt),
    waitsFor: waitsFor({ ...d, waitsFor: d.waitsFor === 'scan' ? 'scan' : null }),
  }));
  return { recipients: parts.recipients, relations: parts.relations, steps, dispatches };
}

/** What the document says, beside its line. */
export function contentOf(row: OutgoingDocument) {
  const {
    kind,
    revision,
    summary,
    signerCapacity,
    signerName,
    signerTitle,
    pageCount,
    copyCount,
    note,
    repliesTo,
    draftedBy,
    closingReason,
    supersededBy,
  } = row;
  const respondBy = row.respondBy?.toISOString() ?? null;
  return {
    kind,
    revision,
    summary,
    signerCapacity,
    signerName,
    signerTitle,
    respondBy,
    pageCount,
    copyCount,
    note,
    repliesTo,
    draftedBy,
    closingReason,
    supersededBy,
  };
}

/** The document as a line of the list. */
export function toLineWire(row: OutgoingDocument): OutgoingLineWire {
  const { id, unitId, state, typeCode, subject, urgency, number, symbol, documentDate, version } = row;
  return {
    id,
    unitId,
    state,
    typeCode,
    subject,
    urgency,
    number,
    symbol,
    documentDate,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
    version,
  };
}

import { Injectable } from '@nestjs/common';
import { AttachmentsReader } from '../attachments/attachments.reader.ts';
import type { Tx } from '../platform/database/tx.ts';
import { documentTypeOf, isDocumentTypeCode } from '../registers/document-types.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { OUTGOING } from './outgoing.errors.ts';
import type { EditOutgoing, RecipientInput, RelationInput } from './outgoing.dto.ts';
import { KIND_OF } from './outgoing.kinds.ts';
import { Recipients } from './recipients.ts';
import type { DraftLine } from './recipient-line.ts';

/** The checked parts of a draft; null = left as they are. */
export interface Parts {
  readonly lines: readonly DraftLine[] | null;
  readonly relations: readonly RelationInput[] | null;
  readonly attachmentIds: readonly string[] | null;
  /** edXML kind that follows from the relations. */
  readonly kind: number | null;
}

type Body = EditOutgoing & { readonly typeCode: string; readonly repliesTo?: string | null };

/** The lists of a draft: recipients, relations, files. Everything they name must exist and be the unit's to name. */
@Injectable()
export class DraftParts {
  constructor(
    private readonly units: UnitsReader,
    private readonly attachments: AttachmentsReader,
    private readonly recipients: Recipients,
  ) {}

  async check(tx: Tx, unitId: string, body: Body): Promise<Parts> {
    await this.checkType(tx, unitId, body.typeCode);
    const replyTo = body.repliesTo ? await senderOf(tx, unitId, body.repliesTo) : null;
    const lines = body.recipients ? body.recipients.map(toLine) : null;
    const answered =
      replyTo && (lines ?? []).length === 0
        ? [{ target: 'unit', unitId: replyTo, groupId: null, purpose: 'report' } as const]
        : lines;
    if (answered) await this.recipients.name(tx, unitId, answered);
    if (body.attachmentIds) await this.checkAttachments(tx, unitId, body.attachmentIds);
    if (body.relations) await checkRelations(tx, unitId, body.relations);
    return {
      lines: answered,
      relations: body.relations ?? null,
      attachmentIds: body.attachmentIds ?? null,
      kind: body.relations ? kindOf(body.relations) : null,
    };
  }

  /** @param isNew there is nothing yet to be replaced */
  async write(tx: Tx, id: string, parts: Parts, isNew: boolean): Promise<void> {
    if (parts.lines) {
      if (!isNew) await tx.run(`delete from outgoing_recipient where document_id = $1`, [id]);
      await tx.run(
        `insert into outgoing_recipient (document_id, position, target, unit_id, group_id, purpose)
         select $1, l.position, l.target, l.unit_id, l.group_id, l.purpose
         from unnest($2::text[], $3::uuid[], $4::uuid[], $5::text[]) with ordinality as l (target, unit_id, group_id, purpose, position)`,
        [
          id,
          parts.lines.map((l) => l.target),
          parts.lines.map((l) => l.unitId),
          parts.lines.map((l) => l.groupId),
          parts.lines.map((l) => l.purpose),
        ],
      );
    }
    if (parts.relations) {
      if (!isNew) await tx.run(`delete from outgoing_relation where document_id = $1`, [id]);
      await tx.run(
        `insert into outgoing_relation (document_id, related_id, relation) select $1, * from unnest($2::uuid[], $3::text[]) on conflict do nothing`,
        [id, parts.relations.map((r) => r.documentId), parts.relations.map((r) => r.relation)],
      );
    }
    if (parts.attachmentIds) {
      if (!isNew) await tx.run(`delete from outgoing_attachment where document_id = $1`, [id]);
      await tx.run(
        `insert into outgoing_attachment (document_id, attachment_id, position) select $1, * from unnest($2::uuid[]) with ordinality on conflict do nothing`,
        [id, parts.attachmentIds],
      );
    }
  }

  private async checkType(tx: Tx, unitId: string, typeCode: string): Promise<void> {
    const unit = (await this.units.byIds(tx, [unitId])).get(unitId);
    const known =
      unit && isDocumentTypeCode(typeCode) && documentTypeOf(typeCode).abbreviation[unit.symbolStyle] !== null;
    if (!known) throw OUTGOING.unknownType({ typeCode });
  }

  private async checkAttachments(tx: Tx, unitId: string, ids: readonly string[]): Promise<void> {
    const owned = await this.attachments.ownedBy(tx, unitId, ids);
    const unknown = ids.filter((id) => !owned.has(id));
    if (unknown.length > 0) throw OUTGOING.unknownAttachments({ attachments: unknown.join(', ') });
  }
}

/** @throws outgoing.bad-recipient when a line names nothing, or more than its target */
export function toLine(input: RecipientInput, index: number): DraftLine {
  const unitId = input.unitId ?? null;
  const groupId = input.groupId ?? null;
  const fits = (input.target === 'unit') === (unitId !== null) && (input.target === 'group') === (groupId !== null);
  if (!fits) throw OUTGOING.badRecipient({ position: index + 1 });
  return { target: input.target, unitId, groupId, purpose: input.purpose };
}

function kindOf(relations: readonly RelationInput[]): number {
  const kinds = relations.flatMap((r) => KIND_OF[r.relation] ?? []);
  if (kinds.length > 1) throw OUTGOING.badRelation();
  return kinds[0] ?? 0;
}

/** Who sent the document that is answered. @throws outgoing.unknown-reply */
async function senderOf(tx: Tx, unitId: string, deliveryId: string): Promise<string> {
  const delivery = await tx.first<{ sender_unit_id: string | null }>(
    `select sender_unit_id from delivery where id = $1 and unit_id = $2 and delivered_at is not null`,
    [deliveryId, unitId],
  );
  if (!delivery?.sender_unit_id) throw OUTGOING.unknownReply();
  return delivery.sender_unit_id;
}

/**
 * A basis may be anything the unit issued or received; what is replaced, updated or revoked must be its own, and sent. Drafts of
 * colleagues and copies withdrawn unread are neither: the answer shows number and subject of what is named.
 */
async function checkRelations(tx: Tx, unitId: string, relations: readonly RelationInput[]): Promise<void> {
  const rows = await tx.rows<{ id: string; mine: boolean; sent: boolean }>(
    `select d.id, d.unit_id = $1 as mine, d.state in ('dispatched', 'closed') as sent from outgoing_document d where d.id = any($2)
     and (d.unit_id = $1 and d.number is not null or exists (select from delivery v where v.document_id = d.id and v.unit_id = $1
       and v.delivered_at is not null and not (v.state = 'withdrawn' and v.opened_at is null)))`,
    [unitId, relations.map((r) => r.documentId)],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const unknown = relations.filter((r) => !known.has(r.documentId));
  if (unknown.length > 0) throw OUTGOING.unknownDocuments({ documents: unknown.map((r) => r.documentId).join(', ') });
  const wrong = relations.some(
    (r) => r.relation in KIND_OF && !(known.get(r.documentId)?.mine && known.get(r.documentId)?.sent),
  );
  if (wrong) throw OUTGOING.badRelation();
}

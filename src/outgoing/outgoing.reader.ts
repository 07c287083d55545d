import { Injectable } from '@nestjs/common';
import { toAttachmentWire } from '../attachments/attachment.wire.ts';
import { AttachmentsReader, fromJson, type KnownFile } from '../attachments/attachments.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { symbolKey } from '../registers/number-format.ts';
import { fileIdsOf } from './document-files.ts';
import { findDocument, findWith } from './held-document.ts';
import type { OutgoingQuery } from './outgoing.dto.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { refusal } from './outgoing.policy.ts';
import { OUTGOING_ACTS } from './outgoing.states.ts';
import { contentOf, LINE_COLUMNS, PARTS, toLineWire, wireOf, type PartsRow } from './outgoing.rows.ts';
import type { OutgoingCanWire, OutgoingDocumentWire, OutgoingLineWire } from './outgoing.wire.ts';

/** The unit's own documents, scoped to the caller. */
@Injectable()
export class OutgoingReader {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly attachments: AttachmentsReader,
  ) {}

  /** Last changed first. Drafts of others are shown to clerks and leaders only. */
  async list(caller: Principal, query: OutgoingQuery): Promise<Page<OutgoingLineWire>> {
    const mine = caller.unitIds(STAFF);
    if (query.unitId && !mine.includes(query.unitId)) throw REQUEST.notFound();
    const names = caller.namesHeld();
    const values: unknown[] = [
      query.unitId ? [query.unitId] : mine,
      caller.unitIds(['clerk', 'leader']),
      names.map((name) => name.unitId),
      names.map((name) => name.accountId),
    ];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = [
      `d.unit_id = any($1)`,
      `(d.state not in ('draft', 'submitted', 'approved', 'abandoned') or d.unit_id = any($2) 
         or (d.unit_id, d.drafted_by) in (select * from unnest($3::uuid[], $4::uuid[])))`,
    ];
    if (query.state) where.push(`d.state = ${bind(query.state)}`);
    if (query.typeCode) where.push(`d.type_code = ${bind(query.typeCode)}`);
    if (query.q)
      where.push(
        `(d.symbol_key = ${bind(symbolKey(query.q))} or d.subject ilike ${bind(`%${query.q.replace(/[\\%_]/g, String.raw`\$&`)}%`)})`,
      );
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(d.updated_at, d.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<OutgoingDocument>(
      `select ${LINE_COLUMNS} from outgoing_document d where ${where.join(' and ')} order by d.updated_at desc, d.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.updatedAt.toISOString(), row.id], toLineWire);
  }

  /** The whole document. @throws request.not-found */
  async document(queries: Queries, caller: Principal, id: string): Promise<OutgoingDocumentWire> {
    const row = await findWith<PartsRow>(queries, caller, id, PARTS);
    return {
      ...toLineWire(row),
      ...contentOf(row),
      ...wireOf(row),
      attachments: row.files.map((file) => toAttachmentWire(fromJson(file))),
      can: canOf(caller, row),
    };
  }

  /** The files of a document of the caller's unit, and what their zip should be called. */
  async files(caller: Principal, id: string): Promise<{ name: string; files: KnownFile[] }> {
    const row = await findDocument(this.database, caller, id);
    const ids = await fileIdsOf(this.database, id);
    const found = await this.attachments.byIds(this.database, ids);
    return { name: `${row.symbol ?? row.subject}.zip`, files: ids.flatMap((file) => found.get(file) ?? []) };
  }
}

function canOf(caller: Principal, row: OutgoingDocument): OutgoingCanWire {
  const judged = OUTGOING_ACTS.map((act) => {
    const { why } = caller.judge(row.unitId, (capacity) => refusal(act, row, capacity));
    return [act, { allowed: why === null, why: why?.code ?? null }] as const;
  });
  return Object.fromEntries(judged) as unknown as OutgoingCanWire;
}

import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork, type RepeatKey } from '../platform/database/unit-of-work.ts';
import { refuseStale } from '../platform/http/if-match.ts';
import { refuseSecrets } from '../registers/secrecy.ts';
import { DraftParts, type Parts } from './draft-parts.ts';
import { holdDocument } from './held-document.ts';
import type { DraftOutgoing, EditOutgoing } from './outgoing.dto.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { OutgoingReader } from './outgoing.reader.ts';
import type { OutgoingDocumentWire } from './outgoing.wire.ts';

/** Writing a document until it is submitted. */
@Injectable()
export class Drafts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly parts: DraftParts,
    private readonly reader: OutgoingReader,
  ) {}

  create(caller: Principal, repeat: RepeatKey | null, body: DraftOutgoing): Promise<OutgoingDocumentWire> {
    const { post } = caller.actForOnly(body.unitId, STAFF);
    refuseSecrets(body.secrecy, [body.subject, body.summary ?? '']);
    return this.work.once(repeat, async (tx) => {
      const at = this.clock.now();
      const id = randomUUID();
      const parts = await this.parts.check(tx, post.unitId, body);
      const columns = new Map<string, unknown>([
        ['id', id],
        ['unit_id', post.unitId],
        ['state', 'draft'],
        ['urgency', 'normal'],
        ['replies_to', body.repliesTo ?? null],
        ['drafted_by', caller.accountId],
        ['drafted_at', at],
        ['updated_at', at],
        ...columnsOf(body, parts),
      ]);
      await insert(tx, 'outgoing_document', columns);
      await tx.run(
        `insert into outgoing_step (id, document_id, act, to_state, account_id, post_id, at, delegation_id) values ($1, $2, 'draft', 'draft', $3, $4, $5, $6)`,
        [randomUUID(), id, caller.accountId, post.id, at, post.delegation?.id ?? null],
      );
      await this.parts.write(tx, id, parts, true);
      return this.reader.document(tx, caller, id);
    });
  }

  /** Changes a draft; an edit made on an older version is refused, and nothing is lost. */
  edit(caller: Principal, id: string, seen: number, body: EditOutgoing): Promise<OutgoingDocumentWire> {
    refuseSecrets(body.secrecy, [body.subject ?? '', body.summary ?? '']);
    return this.work.run(async (tx) => {
      const { document } = await holdDocument(tx, caller, id, 'edit');
      refuseStale(document, seen);
      const at = this.clock.now();
      const parts = await this.parts.check(tx, document.unitId, {
        ...body,
        typeCode: body.typeCode ?? document.typeCode,
      });
      await this.write(tx, id, body, parts, at);
      return this.reader.document(tx, caller, id);
    });
  }

  private async write(tx: Tx, id: string, body: EditOutgoing, parts: Parts, at: Date): Promise<void> {
    const values: unknown[] = [id, at];
    const sets = columnsOf(body, parts).map(([column, value]) => `, ${column} = $${values.push(value)}`);
    await tx.run(
      `update outgoing_document set version = version + 1, updated_at = $2${sets.join('')} where id = $1`,
      values,
    );
    await this.parts.write(tx, id, parts, false);
  }
}

const COLUMN_OF: readonly (readonly [keyof EditOutgoing & keyof OutgoingDocument, string])[] = [
  ['typeCode', 'type_code'],
  ['subject', 'subject'],
  ['summary', 'summary'],
  ['urgency', 'urgency'],
  ['signerCapacity', 'signer_capacity'],
  ['signerName', 'signer_name'],
  ['signerTitle', 'signer_title'],
  ['respondBy', 'respond_by'],
  ['pageCount', 'page_count'],
  ['copyCount', 'copy_count'],
  ['note', 'note'],
];

/** What a body changes, by column. */
function columnsOf(body: EditOutgoing, { kind }: Parts): [string, unknown][] {
  const given = COLUMN_OF.flatMap(([field, column]): [string, unknown][] =>
    body[field] === undefined ? [] : [[column, body[field]]],
  );
  return kind === null ? given : [...given, ['kind', kind]];
}

/** The names come from this file. */
async function insert(tx: Tx, table: string, columns: ReadonlyMap<string, unknown>): Promise<void> {
  const places = Array.from(columns, (_, i) => `$${i + 1}`);
  await tx.run(`insert into ${table} (${[...columns.keys()].join(', ')}) values (${places.join(', ')})`, [
    ...columns.values(),
  ]);
}

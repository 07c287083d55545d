import { Injectable } from '@nestjs/common';
import { toAttachmentWire } from '../attachments/attachment.wire.ts';
import { AttachmentsReader, type KnownFile } from '../attachments/attachments.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { RECEIVER_ACTS, type DeliveryState } from './delivery.states.ts';
import { refusal, type Part } from './incoming.policy.ts';
import { DETAIL_COLUMNS, isHidden, toIncomingLine, type IncomingDetailRow } from './incoming.rows.ts';
import type { AssignmentWire, IncomingCanWire, IncomingDocumentWire, ProgressNoteWire } from './incoming.wire.ts';

/** The instruction in force and how the work goes. */
interface Work {
  readonly assignment: AssignmentWire | null;
  readonly notes: ProgressNoteWire[];
}

/** Of a document that was never in the register. */
export const NO_WORK: Work = { assignment: null, notes: [] };

/** Everything an incoming document is told from. */
interface Told {
  readonly row: IncomingDetailRow;
  readonly files: readonly KnownFile[];
  readonly work: Work;
}

/** One incoming document, as its receiver may see it. Reading it here proves nothing: only the act of opening does. */
@Injectable()
export class IncomingReader {
  constructor(
    private readonly attachments: AttachmentsReader,
    private readonly clock: Clock,
  ) {}

  /**
   * The whole document; works inside a transaction too, so that an act answers with what it made.
   * @throws request.not-found for strangers, and for copies that have not arrived
   */
  async document(queries: Queries, caller: Principal, id: string): Promise<IncomingDocumentWire> {
    const row = await this.row(queries, caller, id);
    const files = isHidden(row) ? [] : await this.files(queries, row);
    const work = await this.work(queries, row.id);
    return documentOf(caller, { row, files, work }, this.clock.now());
  }

  /** The files of a document the caller may read, in their order. */
  async attachmentsOf(
    queries: Queries,
    caller: Principal,
    id: string,
  ): Promise<{ row: IncomingDetailRow; files: KnownFile[] }> {
    const row = await this.row(queries, caller, id);
    if (isHidden(row)) throw REQUEST.notFound();
    return { row, files: await this.files(queries, row) };
  }

  private async row(queries: Queries, caller: Principal, id: string): Promise<IncomingDetailRow> {
    const row = await queries.first<IncomingDetailRow>(
      `select ${DETAIL_COLUMNS} from delivery v join document_copy c on c.id = v.copy_id
       where v.id = $1 and v.unit_id = any($2) and v.delivered_at is not null`,
      [id, caller.unitIds(STAFF)],
    );
    if (!row) throw REQUEST.notFound();
    return row;
  }

  private async files(queries: Queries, row: IncomingDetailRow): Promise<KnownFile[]> {
    const found = await this.attachments.byIds(queries, row.attachmentIds);
    return row.attachmentIds.flatMap((id) => found.get(id) ?? []);
  }

  private async work(queries: Queries, id: string): Promise<Work> {
    const row = await queries.first<Work>(
      `select (select json_build_object('id', a.id, 'instruction', a.instruction, 'dueAt', a.due_at, 'assignedBy', by_name.display_name, 'at', a.at,
          'assignedFor', ${giver('a')}, 'handedOverFrom', (select h.display_name from account h where h.id = a.handed_over_from),
          'people', (select json_agg(json_build_object('accountId', p.account_id, 'name', n.display_name, 'part', p.part) order by
             array_position(array['lead', 'cooperate', 'inform'], p.part), n.display_name collate vietnamese)
            from assignment_person p join account n on n.id = p.account_id where p.assignment_id = a.id))
          from assignment a join account by_name on by_name.id = a.assigned_by where a.delivery_id = $1 and a.replaced_at is null) as assignment,
        coalesce((select json_agg(json_build_object('id', g.id, 'accountId', g.account_id, 'name', n.display_name, 'forName', ${giver('g')}, 'text', g.text, 'at', g.at) order by g.at)
          from progress_note g join account n on n.id = g.account_id where g.delivery_id = $1), '[]') as notes`,
      [id],
    );
    return {
      assignment: row?.assignment ? normalise(row.assignment) : null,
      notes: (row?.notes ?? []).map((n) => ({ ...n, at: iso(n.at) })),
    };
  }
}

/** The whole document as its receiver sees it; of one that was withdrawn unseen its content is left out, and the caller its files. */
export function documentOf(caller: Principal, { row, files, work }: Told, now: Date): IncomingDocumentWire {
  return {
    ...toIncomingLine(row, now.toISOString()),
    ...contentOf(row, isHidden(row)),
    ...workOf(row, work),
    attachments: files.map(toAttachmentWire),
    can: canOf(caller, row, work.assignment),
  };
}

/** The name of the absent colleague a row was written for; null when it was done in an own post. */
function giver(row: 'a' | 'g'): string {
  return `(select h.display_name from delegation x join post y on y.id = x.post_id join account h on h.id = y.account_id where x.id = ${row}.delegation_id)`;
}

/** JSON from PostgreSQL writes instants with its own offset; answers write them in UTC like everywhere else. */
const iso = (at: string): string => new Date(at).toISOString();

function normalise(assignment: AssignmentWire): AssignmentWire {
  return { ...assignment, at: iso(assignment.at), dueAt: assignment.dueAt && iso(assignment.dueAt) };
}

function contentOf(row: IncomingDetailRow, hidden: boolean) {
  const { documentId, kind, place, signerCapacity, signerName, signerTitle, pageCount } = row;
  if (hidden) {
    return {
      documentId,
      kind,
      place,
      summary: '',
      signerCapacity: '',
      signerName: '',
      signerTitle: '',
      pageCount: null,
      respondBy: null,
      recipients: [],
    };
  }
  const respondBy = row.respondBy?.toISOString() ?? null;
  return {
    documentId,
    kind,
    place,
    summary: row.summary,
    signerCapacity,
    signerName,
    signerTitle,
    pageCount,
    respondBy,
    recipients: row.recipientLines,
  };
}

function workOf(row: IncomingDetailRow, work: Work) {
  const refused =
    row.refusalCode === null || row.refusedAt === null
      ? null
      : { code: row.refusalCode, text: row.refusalText ?? '', at: row.refusedAt.toISOString() };
  return { assignment: work.assignment, progressNotes: work.notes, refusal: refused };
}

/** What the caller may do now, by the very rule the acts apply. */
function canOf(
  caller: Principal,
  row: { readonly unitId: string; readonly state: DeliveryState },
  assignment: AssignmentWire | null,
): IncomingCanWire {
  const delivery = { state: row.state, isAssigned: assignment !== null };
  const parts = new Map<string, Part>(assignment?.people.map((p) => [p.accountId, p.part]));
  const judged = RECEIVER_ACTS.map((act) => {
    const { why } = caller.judge(row.unitId, ({ accountId, roles }) =>
      refusal(act, delivery, { roles, part: parts.get(accountId) ?? null }),
    );
    return [act, { allowed: why === null, why: why?.code ?? null }] as const;
  });
  return Object.fromEntries(judged) as unknown as IncomingCanWire;
}

import { Injectable } from '@nestjs/common';
import type { UnscannableReason } from '../attachments/scan.states.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { Lists } from '../platform/database/lists.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { IN_THE_MAKING, type OutgoingState } from './outgoing.states.ts';
import type { Remedy, ScanAlertWire } from './scan-alerts.wire.ts';

interface Row {
  readonly attachmentId: string;
  readonly name: string;
  readonly scanState: 'infected' | 'unscannable';
  readonly signature: string | null;
  readonly reason: UnscannableReason | null;
  readonly scannedAt: Date;
  readonly documentId: string;
  readonly unitId: string;
  readonly symbol: string | null;
  readonly subject: string;
  readonly state: OutgoingState;
}

/** What scans have left the caller's units to do. An alert ends by itself when its file is released or its document is out of play. */
@Injectable()
export class ScanAlertsReader {
  constructor(private readonly lists: Lists) {}

  /** Last found first. Drafts of others are shown to clerks and leaders only. */
  async list(caller: Principal, query: PageQuery): Promise<Page<ScanAlertWire>> {
    const values: unknown[] = [
      caller.unitIds(STAFF),
      caller.unitIds(['clerk', 'leader']),
      caller.accountId,
      IN_THE_MAKING,
    ];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = [
      `o.unit_id = any($1)`,
      `s.state in ('infected', 'unscannable')`,
      // What scans found is little and has an index; the state above may also be a release.
      `s.sha256 in (select sha256 from blob_scan where state in ('infected', 'unscannable'))`,
      `o.state not in ('abandoned', 'void', 'superseded', 'revoked')`,
      `(o.state <> all($4) or o.unit_id = any($2) or o.drafted_by = $3)`,
    ];
    if (query.after) {
      const [at, file, document] = decodeCursor(query.after, ['time', 'id', 'id']);
      where.push(
        `(s.scanned_at, s.attachment_id, o.id) < (${bind(at)}::timestamptz, ${bind(file)}::uuid, ${bind(document)}::uuid)`,
      );
    }
    const rows = await this.lists.rows<Row>(
      `select s.attachment_id as "attachmentId", s.name, s.state as "scanState", s.signature, s.reason, s.scanned_at as "scannedAt", o.id as "documentId",
         o.unit_id as "unitId", o.symbol, o.subject, o.state
       from attachment_scan s join outgoing_attachment f on f.attachment_id = s.attachment_id join outgoing_document o on o.id = f.document_id
       where ${where.join(' and ')} order by s.scanned_at desc, s.attachment_id desc, o.id desc limit ${bind(query.limit + 1)}`,
      values,
    );
    return toPage(
      rows,
      query.limit,
      (row) => [row.scannedAt.toISOString(), row.attachmentId, row.documentId],
      toAlertWire,
    );
  }
}

function toAlertWire({ scanState, signature, reason, scannedAt, ...row }: Row): ScanAlertWire {
  const scan = { state: scanState, signature, reason, scannedAt: scannedAt.toISOString() };
  return { ...row, scan, remedies: remediesFor(row.state, scanState) };
}

/** A draft takes another file; what is issued is frozen, and what is out can only be replaced. */
function remediesFor(state: OutgoingState, scanState: 'infected' | 'unscannable'): Remedy[] {
  const other: Remedy = IN_THE_MAKING.includes(state)
    ? 'replace-file'
    : state === 'issued'
      ? 'new-document'
      : 'replace-document';
  return scanState === 'unscannable' ? ['release', other] : [other];
}

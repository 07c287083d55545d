import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { canBe, remainingMs, type MailImportState, type MailProblem, type MailSource } from './mail-import.states.ts';
import type { MailImportWire } from './mail-import.wire.ts';

interface Row extends Record<string, unknown> {
  readonly id: string;
  readonly inboxId: string;
  readonly unitId: string;
  readonly source: MailSource;
  readonly fileName: string | null;
  readonly state: MailImportState;
  readonly stateSince: Date;
  readonly problem: MailProblem | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly requestedKey: string;
  readonly startedAt: Date | null;
  readonly foldersTotal: number | null;
  readonly foldersDone: number;
  readonly expected: number | null;
  readonly seen: number;
  readonly copied: number;
  readonly duplicates: number;
  readonly broken: number;
  readonly failed: number;
  readonly bytes: number;
  readonly workedMs: number;
}

/** An old inbox as this room needs it. */
export interface KnownInbox {
  readonly id: string;
  readonly unitId: string;
  readonly address: string;
  readonly hasServer: boolean;
}

const SELECT = `select m.id, m.inbox_id as "inboxId", i.unit_id as "unitId", m.source, m.file_name as "fileName", m.state, m.state_since as "stateSince", m.problem,
    a.display_name as "requestedBy", m.requested_at as "requestedAt", m.started_at as "startedAt", m.folders_total as "foldersTotal",
    to_char(m.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "requestedKey",
    m.folders_done as "foldersDone", m.expected, m.seen, m.copied, m.duplicates, m.broken, m.failed, m.bytes::float8 as bytes, m.worked_ms::float8 as "workedMs"
  from mail_import m join legacy_inbox i on i.id = m.inbox_id join account a on a.id = m.requested_by`;

/** Inboxes and their imports, for administrators of the unit and above; to anybody else there are none. */
@Injectable()
export class MailImportsReader {
  constructor(
    private readonly database: Database,
    private readonly units: UnitsReader,
  ) {}

  /** @throws request.not-found, access.role-needed */
  async inbox(queries: Queries, caller: Principal, inboxId: string): Promise<KnownInbox> {
    const found = await queries.first<KnownInbox & Record<string, unknown>>(
      `select id, unit_id as "unitId", address, imap_host is not null and imap_secret is not null as "hasServer" from legacy_inbox
       where id = $1`,
      [inboxId],
    );
    if (!found) throw REQUEST.notFound();
    await this.units.requireAdmin(queries, caller, found.unitId);
    return found;
  }

  /** Newest first. @throws request.not-found, access.role-needed */
  async list(caller: Principal, inboxId: string, page: PageQuery): Promise<Page<MailImportWire>> {
    await this.inbox(this.database, caller, inboxId);
    const [at, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(
      `${SELECT} where m.inbox_id = $1 and ($2::timestamptz is null or (m.requested_at, m.id) < ($2::timestamptz, $3::uuid))
       order by m.requested_at desc, m.id desc limit $4`,
      [inboxId, at, id, page.limit + 1],
    );
    return toPage(rows, page.limit, (row) => [row.requestedKey, row.id], toWire);
  }

  /** @throws request.not-found, access.role-needed */
  async one(queries: Queries, caller: Principal, id: string): Promise<MailImportWire> {
    const row = await queries.first<Row>(`${SELECT} where m.id = $1`, [id]);
    if (!row) throw REQUEST.notFound();
    await this.units.requireAdmin(queries, caller, row.unitId);
    return toWire(row);
  }
}

function toWire({ requestedKey: _key, unitId: _unit, workedMs, ...row }: Row): MailImportWire {
  const remaining = row.state === 'running' ? remainingMs(row.seen, row.expected, workedMs) : null;
  return {
    ...row,
    stateSince: row.stateSince.toISOString(),
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    mailsPerMinute: row.seen > 0 && workedMs > 0 ? Math.round((row.seen * 60_000) / workedMs) : null,
    remainingSeconds: remaining === null ? null : Math.ceil(remaining / 1000),
    can: { pause: canBe('pause', row.state), resume: canBe('resume', row.state), cancel: canBe('cancel', row.state) },
  };
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import type { MailDifferenceWire, MailProofWire, ProofState } from './mail-proof.wire.ts';
import type { MailDifferencesQuery } from './mail-proofs.dto.ts';
import { MailImportsReader } from './mail-imports.reader.ts';
import { DIFFERENCES, isExplained, isStale } from './proof.policy.ts';

type Row = Omit<MailProofWire, 'requestedAt' | 'beganAt' | 'endedAt' | 'differences' | 'agrees' | 'isStale'> & {
  readonly state: ProofState;
  readonly requestedAt: Date;
  readonly requestedKey: string;
  readonly beganAt: Date | null;
  readonly endedAt: Date | null;
  readonly kinds: Readonly<Record<string, number>>;
  readonly lastMailAt: Date | null;
} & Record<string, unknown>;

const SELECT = `select p.id, p.inbox_id as "inboxId", p.state, p.problem, coalesce(a.display_name, '') as "requestedBy", p.requested_at as "requestedAt",
    to_char(p.requested_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "requestedKey", p.began_at as "beganAt", p.ended_at as "endedAt",
    p.every_hash as "everyHash", p.has_server as "hasServer", p.folders, p.on_server as "onServer", p.server_bytes::float8 as "serverBytes",
    p.in_archive as "inArchive", p.mails, p.same, p.hashed, p.explained, p.unexplained, p.kinds,
    (select max(s.at) from archived_mail_source s where s.inbox_id = p.inbox_id) as "lastMailAt"
  from mail_proof p left join account a on a.id = p.requested_by`;

/** Proofs of inboxes, for administrators of the unit and above. */
@Injectable()
export class MailProofsReader {
  constructor(
    private readonly database: Database,
    private readonly inboxes: MailImportsReader,
    private readonly clock: Clock,
  ) {}

  /** Newest first. @throws request.not-found, access.role-needed */
  async list(caller: Principal, inboxId: string, page: PageQuery): Promise<Page<MailProofWire>> {
    await this.inboxes.inbox(this.database, caller, inboxId);
    const [at, id] = page.after ? decodeCursor(page.after, ['time', 'id']) : [null, null];
    const rows = await this.database.rows<Row>(
      `${SELECT} where p.inbox_id = $1 and ($2::timestamptz is null or (p.requested_at, p.id) < ($2::timestamptz, $3::uuid))
       order by p.requested_at desc, p.id desc limit $4`,
      [inboxId, at, id, page.limit + 1],
    );
    return toPage(
      rows,
      page.limit,
      (row) => [row.requestedKey, row.id],
      (row) => this.toWire(row),
    );
  }

  /** @throws request.not-found, access.role-needed */
  async one(queries: Queries, caller: Principal, id: string): Promise<MailProofWire> {
    const row = await queries.first<Row>(`${SELECT} where p.id = $1`, [id]);
    if (!row) throw REQUEST.notFound();
    await this.inboxes.inbox(queries, caller, row.inboxId);
    return this.toWire(row);
  }

  /** In the order they were found. @throws request.not-found, access.role-needed */
  async differences(caller: Principal, id: string, query: MailDifferencesQuery): Promise<Page<MailDifferenceWire>> {
    await this.one(this.database, caller, id);
    const [after] = query.after ? decodeCursor(query.after, ['number']) : [0];
    const rows = await this.differencesOf(id, query.explained ?? null, Number(after), query.limit + 1);
    return toPage(
      rows,
      query.limit,
      (row) => [row.position],
      (row) => row,
    );
  }

  differencesOf(id: string, explained: boolean | null, after: number, limit: number): Promise<MailDifferenceWire[]> {
    return this.database.rows<MailDifferenceWire & Record<string, unknown>>(
      `select position, kind, is_explained as "isExplained", folder, uid_validity::float8 as "uidValidity", uid::float8 as uid, message_id as "messageId",
         server_size::float8 as "serverSize", server_sha256 as "serverSha256", archive_size::float8 as "archiveSize", archive_sha256 as "archiveSha256"
       from mail_proof_difference where proof_id = $1 and ($2::boolean is null or is_explained = $2) and position > $3 order by position limit $4`,
      [id, explained, after, limit],
    );
  }

  private toWire({ requestedKey: _key, kinds, lastMailAt, ...row }: Row): MailProofWire {
    return {
      ...row,
      requestedAt: row.requestedAt.toISOString(),
      beganAt: row.beganAt?.toISOString() ?? null,
      endedAt: row.endedAt?.toISOString() ?? null,
      differences: DIFFERENCES.flatMap((kind) =>
        kinds[kind] ? [{ kind, isExplained: isExplained(kind), count: kinds[kind] }] : [],
      ),
      agrees: row.state === 'done' && row.unexplained === 0,
      isStale: row.beganAt !== null && isStale(row.beganAt, lastMailAt, this.clock.now()),
    };
  }
}

import { Injectable } from '@nestjs/common';
import type { HeldPost, Principal } from '../access/principal.ts';
import { Clock } from '../clock/clock.ts';
import { Database } from '../database/database.ts';
import type { Queries, Tx } from '../database/tx.ts';

/** One line of the audit log: who did which administrative act, or looked at what. */
export interface AuditLine {
  readonly act: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  /** The unit the act was done for or in; administrators of it and above can read the line. */
  readonly unitId: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Who acts when nobody is signed in: the service itself, or a failed sign-in. */
export interface Anonymous {
  readonly accountId: string | null;
  readonly address: string | null;
}

/** Writes the append-only audit log. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** An administrative act, in the transaction that does it. */
  async record(tx: Tx, who: Principal | Anonymous, line: AuditLine): Promise<void> {
    await this.write(tx, who, line);
  }

  /** Many acts of one call, in one statement. */
  async recordAll(tx: Tx, who: Principal, lines: readonly AuditLine[]): Promise<void> {
    if (lines.length === 0) return;
    const rows = lines.map((line) => ({
      post_id: postFor(who, line.unitId)?.id ?? null,
      unit_id: line.unitId,
      act: line.act,
      subject_type: line.subjectType,
      subject_id: line.subjectId,
      detail: line.detail ?? {},
    }));
    await tx.run(
      `insert into audit_entry (at, account_id, post_id, unit_id, act, subject_type, subject_id, address, detail)
       select $2, $3, post_id, unit_id, act, subject_type, subject_id, $4, detail
       from jsonb_to_recordset($1::jsonb) as line (post_id uuid, unit_id uuid, act text, subject_type text, subject_id uuid, detail jsonb)`,
      [JSON.stringify(rows), this.clock.now(), who.accountId, who.address],
    );
  }

  /** A view or a failed try: no transaction of its own is needed. */
  async note(who: Principal | Anonymous, line: AuditLine): Promise<void> {
    await this.write(this.database, who, line);
  }

  private async write(queries: Queries, who: Principal | Anonymous, line: AuditLine): Promise<void> {
    const post = 'posts' in who ? postFor(who, line.unitId) : null;
    await queries.run(
      `insert into audit_entry (at, account_id, post_id, unit_id, act, subject_type, subject_id, address, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.clock.now(),
        who.accountId,
        post?.id ?? null,
        line.unitId,
        line.act,
        line.subjectType,
        line.subjectId,
        who.address,
        JSON.stringify(line.detail ?? {}),
      ],
    );
  }
}

/** At the unit itself, or as an administrator of one above it. */
function postFor(who: Principal, unitId: string | null): HeldPost | null {
  return who.posts.find((p) => p.unitId === unitId) ?? who.posts.find((p) => p.role === 'admin') ?? null;
}

import { Injectable } from '@nestjs/common';
import type { Actor, HeldPost, Principal } from '../access/principal.ts';
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

/** Name the actor where the act takes a role at a unit, so that the line tells the post, and for whom it was done. */
export type Doer = Principal | Actor | Anonymous;

/** Writes the append-only audit log. */
@Injectable()
export class Audit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** An administrative act, in the transaction that does it. */
  async record(tx: Tx, who: Doer, line: AuditLine): Promise<void> {
    await this.write(tx, who, line);
  }

  /** Many acts of one transaction, in one statement. */
  async recordMany(tx: Tx, who: Principal | Anonymous, lines: readonly AuditLine[]): Promise<void> {
    if (lines.length === 0) return;
    const entries = lines.map(({ detail = {}, ...line }) => {
      const post = postOf(who, line.unitId);
      return { ...line, detail, postId: post?.id ?? null, delegationId: post?.delegation?.id ?? null };
    });
    await tx.run(
      `insert into audit_entry (at, account_id, post_id, delegation_id, unit_id, act, subject_type, subject_id, address, detail)
       select $1, $2, e."postId", e."delegationId", e."unitId", e.act, e."subjectType", e."subjectId", $3, e.detail
       from jsonb_to_recordset($4::jsonb)
         as e("postId" uuid, "delegationId" uuid, "unitId" uuid, act text, "subjectType" text, "subjectId" uuid, detail jsonb)`,
      [this.clock.now(), who.accountId, who.address, JSON.stringify(entries)],
    );
  }

  /** A view or a failed try: no transaction of its own is needed. */
  async note(who: Doer, line: AuditLine): Promise<void> {
    await this.write(this.database, who, line);
  }

  private async write(queries: Queries, doer: Doer, line: AuditLine): Promise<void> {
    const who = 'principal' in doer ? doer.principal : doer;
    const post = postOf(doer, line.unitId);
    await queries.run(
      `insert into audit_entry (at, account_id, post_id, delegation_id, unit_id, act, subject_type, subject_id, address, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        this.clock.now(),
        who.accountId,
        post?.id ?? null,
        post?.delegation?.id ?? null,
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

function postOf(doer: Doer, unitId: string | null): HeldPost | null {
  if ('principal' in doer) return doer.post;
  return 'posts' in doer ? postFor(doer, unitId) : null;
}

/** At the unit itself, an own post first, or as an administrator of one above it. */
function postFor(who: Principal, unitId: string | null): HeldPost | null {
  return who.posts.find((p) => p.unitId === unitId) ?? who.posts.find((p) => p.role === 'admin') ?? null;
}

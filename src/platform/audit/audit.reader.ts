import { Injectable } from '@nestjs/common';
import type { Principal } from '../access/principal.ts';
import { Lists } from '../database/lists.ts';
import { decodeCursor, toPage, type Page } from '../http/keyset.ts';
import type { AuditQuery } from './audit.dto.ts';
import type { AuditEntry } from './audit-entry.entity.ts';
import type { AuditEntryWire } from './audit.wire.ts';

interface Named {
  readonly accountName: string | null;
  readonly forAccountName: string | null;
  readonly unitName: string | null;
  readonly subjectName: string | null;
}
type Row = AuditEntry & Named;

const NAME_OF_SUBJECT = `case e.subject_type when 'account' then (select s.display_name from account s where s.id = e.subject_id)
  when 'unit' then unit_name_on(e.subject_id, current_date)
  when 'group' then (select s.name from recipient_group s where s.id = e.subject_id) end`;

const COLUMNS = `e.id, e.at, e.account_id as "accountId", a.display_name as "accountName", e.delegation_id as "delegationId",
  g.display_name as "forAccountName", e.unit_id as "unitId", unit_name_on(e.unit_id, current_date) as "unitName", e.act,
  e.subject_type as "subjectType", e.subject_id as "subjectId", ${NAME_OF_SUBJECT} as "subjectName", e.address, e.detail`;

/** A local day begins at midnight in Việt Nam. */
const dayBegins = (day: string): string => `(${day}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`;

/** The units an administrator answers for: those of the posts and everything below. */
const MY_UNITS = `with recursive mine as (
    select id from unit where id = any($1) union select u.id from unit u join mine on u.parent_id = mine.id
  )`;

/** Reads the log for administrators, newest first. */
@Injectable()
export class AuditReader {
  constructor(private readonly lists: Lists) {}

  async list(caller: Principal, query: AuditQuery): Promise<Page<AuditEntryWire>> {
    const values: unknown[] = [caller.unitIds(['admin']), query.limit + 1];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = [`e.unit_id in (select id from mine)`];
    if (query.subjectId) where.push(`e.subject_id = ${bind(query.subjectId)}`);
    if (query.accountId) where.push(`e.account_id = ${bind(query.accountId)}`);
    if (query.act) where.push(`e.act = ${bind(query.act)}`);
    if (query.unitId) where.push(`e.unit_id = ${bind(query.unitId)}`);
    if (query.from) where.push(`e.at >= ${dayBegins(bind(query.from))}`);
    if (query.to) where.push(`e.at < ${dayBegins(`(${bind(query.to)}::date + 1)`)}`);
    if (query.after) {
      const [at, id] = decodeCursor(query.after, ['time', 'id']);
      where.push(`(e.at, e.id) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<Row>(
      `${MY_UNITS} select ${COLUMNS} from audit_entry e left join account a on a.id = e.account_id
         left join post p on e.delegation_id is not null and p.id = e.post_id left join account g on g.id = p.account_id
       where ${where.join(' and ')} order by e.at desc, e.id desc limit $2`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.at.toISOString(), row.id], toWire);
  }
}

function toWire(row: Row): AuditEntryWire {
  const { id, accountId, accountName, forAccountName, delegationId, unitId, unitName } = row;
  const { act, subjectType, subjectId, subjectName, address, detail } = row;
  return {
    id,
    at: row.at.toISOString(),
    accountId,
    accountName,
    forAccountName,
    delegationId,
    unitId,
    unitName,
    act,
    subjectType,
    subjectId,
    subjectName,
    address,
    detail,
  };
}

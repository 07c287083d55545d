import type { Tx } from '../platform/database/tx.ts';

interface Row {
  readonly unitId: string;
}

const JOIN = `insert into recipient_group_member (group_id, unit_id, joined_at) select $1, unit_id, $3 from unnest($2::uuid[]) unit_id
  on conflict (group_id, unit_id) where left_at is null do nothing returning unit_id as "unitId"`;
const LEAVE = `update recipient_group_member set left_at = $3 where group_id = $1 and left_at is null and unit_id <> all($2::uuid[])
  returning unit_id as "unitId"`;
const DROP_EXCEPTIONS = `update recipient_group_exception set until = $3 where group_id = $1 and until is null and unit_id = any($2::uuid[])
  returning unit_id as "unitId"`;

const idsOf = (rows: readonly Row[]): string[] => rows.map(({ unitId }) => unitId);

/** @returns those that were not members before */
export async function joinUnits(tx: Tx, groupId: string, unitIds: readonly string[], at: Date): Promise<string[]> {
  return idsOf(await tx.rows<Row>(JOIN, [groupId, unitIds, at]));
}

/** @returns those whose membership ended */
export async function leaveAllBut(tx: Tx, groupId: string, unitIds: readonly string[], at: Date): Promise<string[]> {
  return idsOf(await tx.rows<Row>(LEAVE, [groupId, unitIds, at]));
}

/** @returns those that were exceptions */
export async function dropExceptions(tx: Tx, groupId: string, unitIds: readonly string[], at: Date): Promise<string[]> {
  return idsOf(await tx.rows<Row>(DROP_EXCEPTIONS, [groupId, unitIds, at]));
}

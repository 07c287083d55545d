import pg from 'pg';

/** Codes under which PostgreSQL says that it is going away: what became of the statement is not known. */
const GOING_AWAY = /^(08|57P)/;

/** Did PostgreSQL itself refuse the statement, so that nothing of it holds? After a lost connection nobody knows. */
export function isRefusedByDatabase(error: unknown): boolean {
  return error instanceof pg.DatabaseError && !GOING_AWAY.test(error.code ?? '08');
}

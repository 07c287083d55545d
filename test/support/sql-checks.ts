import { sourcesIn } from './sources.ts';

/**
 * The values a column may have, by its `check (column in (…))` in the migrations; the last migration that says so counts.
 * @throws when no migration has such a check
 */
export function checkedValues(table: string, column: string): string[] {
  const found = sourcesIn('migrations').flatMap(({ text }) =>
    [inCreate(text, table, column), inAlter(text, table, column)].flat(),
  );
  const last = found.at(-1);
  if (!last) throw new Error(`no migration checks the values of ${table}.${column}`);
  return last;
}

function inCreate(text: string, table: string, column: string): string[][] {
  const body = new RegExp(`create table ${table} \\(\\n([^]*?)\\n\\)[^;\\n]*;`).exec(text)?.[1];
  return body === undefined ? [] : lists(body, column);
}

function inAlter(text: string, table: string, column: string): string[][] {
  return text
    .split(';')
    .filter((statement) => new RegExp(`alter table ${table}\\b`).test(statement))
    .flatMap((statement) => lists(statement, column));
}

function lists(sql: string, column: string): string[][] {
  const checks = [...sql.matchAll(new RegExp(`check \\(${column} in \\(([^)]*)\\)\\)`, 'g'))];
  return checks.map((check) => [...(check[1] ?? '').matchAll(/'([^']*)'/g)].map((value) => value[1] ?? ''));
}

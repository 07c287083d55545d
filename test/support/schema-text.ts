import { withClient } from '../../src/platform/database/heard-client.ts';

/** TypeORM's own list of migrations is not part of the schema. */
const NOT_OURS = `('migration', 'migration_id_seq')`;

const COLLATIONS = `
select format('create collation %I (provider = %s, locale = %L)', collname, case collprovider when 'i' then 'icu' else 'libc' end,
  coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale')) as text
from pg_collation c where collnamespace = 'public'::regnamespace order by collname`;

const FUNCTIONS = `
select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace and prokind <> 'a' order by proname, oid::regprocedure::text`;

const AGGREGATES = `
select format('create aggregate %I(%s) (sfunc = %s, stype = %s)', proname, pg_get_function_arguments(p.oid), aggtransfn, format_type(aggtranstype, null)) as text
from pg_aggregate g join pg_proc p on p.oid = g.aggfnoid where pronamespace = 'public'::regnamespace order by proname, p.oid::regprocedure::text`;

const TABLES = `
select c.oid::int as oid, c.relname as name, array_to_string(c.reloptions, ', ') as options from pg_class c
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ${NOT_OURS} order by relname`;

const OTHERS = `
select format('create view %I as %s', viewname, definition) as text from pg_views where schemaname = 'public'
union all select format('create sequence %I', relname) from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'S' and relname not in ${NOT_OURS}
union all select format('create type %I as enum (%s)', typname, (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid))
  from pg_type t where typnamespace = 'public'::regnamespace and typtype = 'e'
order by 1`;

const COLUMNS = `
select format('%I %s%s%s%s', attname, format_type(atttypid, atttypmod), case when attnotnull then ' not null' else '' end,
  case when attgenerated <> '' then ' generated always as (' || pg_get_expr(adbin, adrelid) || ') stored'
    when adbin is not null then ' default ' || pg_get_expr(adbin, adrelid) else '' end,
  case when attidentity <> '' then ' generated as identity' else '' end) as text
from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`;

/** Kind 'n' (not null) is a constraint of its own from PostgreSQL 18 on; the columns say it already. */
const CONSTRAINTS = `
select format('constraint %I %s', conname, pg_get_constraintdef(oid)) as text from pg_constraint
where conrelid = $1 and contype in ('p', 'u', 'f', 'c', 'x') order by array_position('{p,u,f,c,x}', contype::text), conname`;

const INDEXES = `
select replace(pg_get_indexdef(indexrelid), 'public.', '') as text from pg_index i join pg_class c on c.oid = i.indexrelid
where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid) order by relname`;

const TRIGGERS = `
select replace(pg_get_triggerdef(oid), 'public.', '') as text from pg_trigger where tgrelid = $1 and not tgisinternal order by tgname`;

/** What the planner is told of a column instead of what it counts. */
const HINTS = `
select format('alter table %I alter column %I set (%s)', relname, attname, array_to_string(attoptions, ', ')) as text
from pg_attribute a join pg_class c on c.oid = a.attrelid where attrelid = $1 and attoptions is not null order by attnum`;

const GRANTS = `
select format('grant %s on %I to gnvb_app', string_agg(lower(privilege_type), ', ' order by privilege_type), relname) as text
from pg_class c, aclexplode(c.relacl) g where c.oid = $1 and g.grantee = 'gnvb_app'::regrole group by relname`;

interface Line {
  readonly text: string;
}

type Ask = <T>(sql: string, oid?: number) => Promise<T[]>;

/**
 * The schema of a database as readable SQL, the same text for the same schema: tables in the order of their names, each with its
 * columns, constraints, indexes, triggers and what the service may do. For reading and comparing, not for loading.
 */
export async function schemaText(ownerUrl: string): Promise<string> {
  return withClient(ownerUrl, async (client) => {
    const ask: Ask = async <T>(sql: string, oid?: number) =>
      (await client.query(sql, oid === undefined ? [] : [oid])).rows as T[];
    const parts = [...(await lines(ask, COLLATIONS)), ...(await lines(ask, OTHERS))];
    for (const text of [...(await lines(ask, FUNCTIONS)), ...(await lines(ask, AGGREGATES))])
      parts.push(text.replaceAll('public.', '').trimEnd());
    for (const table of await ask<{ oid: number; name: string; options: string | null }>(TABLES))
      parts.push(await tableText(ask, table));
    return parts.map((part) => `${part};\n`).join('\n');
  });
}

async function tableText(
  ask: Ask,
  table: { readonly oid: number; readonly name: string; readonly options: string | null },
): Promise<string> {
  const inside = [...(await lines(ask, COLUMNS, table.oid)), ...(await lines(ask, CONSTRAINTS, table.oid))];
  const behind = [
    ...(await lines(ask, INDEXES, table.oid)),
    ...(await lines(ask, TRIGGERS, table.oid)),
    ...(await lines(ask, HINTS, table.oid)),
    ...(await lines(ask, GRANTS, table.oid)),
  ];
  const create = `create table ${table.name} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n)${table.options ? ` with (${table.options})` : ''}`;
  return [create, ...behind].join(';\n');
}

async function lines(ask: Ask, sql: string, oid?: number): Promise<string[]> {
  return (await ask<Line>(sql, oid)).map((line) => line.text);
}

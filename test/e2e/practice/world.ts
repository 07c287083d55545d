import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { PracticeArea } from '../../../src/practice/practice-area.ts';
import { PracticePartners } from '../../../src/practice/practice-partners.service.ts';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import type { Person } from '../../support/people.ts';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, never> & { readonly code?: string };
}

export interface Entered {
  /** For the practice area alone, as a browser would send it there. */
  readonly cookie: string;
  readonly refresh: string;
  /** The access token by itself. */
  readonly token: string;
  call(method: string, path: string, body?: object): Promise<Answer>;
}

/** Goes in by the door everybody takes. */
export async function enter(app: TestApp, person: Person, role = 'clerk'): Promise<Entered> {
  const answer = await api(app).as(person).post('/practice/entrance', { role }).expect(201);
  const cookies = ([answer.headers['set-cookie']].flat() as string[]).map((one) => one.split(';')[0] ?? '');
  const [cookie = '', refresh = ''] = cookies;
  return {
    cookie,
    refresh,
    token: cookie.split('=')[1] ?? '',
    call: (method, path, body) => callPractice(app, cookie, method, path, body),
  };
}

export async function callPractice(
  { url }: Pick<TestApp, 'url'>,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const answer = await fetch(`${url}/practice/api/v1${path}`, {
    method,
    headers: { cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

/** Lets the others act until nobody has anything to do. */
export async function letOthersAct(app: TestApp): Promise<void> {
  const area = app.get(PracticeArea).opened;
  await area?.get(PracticePartners).planned();
  await area?.get(Jobs).drain();
}

/** Every table of the real database by what is in it. */
export async function tablesOf(db: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await db.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: lines } = await db.query<{ line: string }>(`select t::text as line from ${name} t order by 1`);
    found[name] = `${lines.length} ${createHash('sha256').update(JSON.stringify(lines)).digest('hex').slice(0, 12)}`;
  }
  return found;
}

import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import { aPerson, aUnit, type Person } from '../../support/people.ts';

export type Kind = 'units' | 'accounts' | 'legacy-inboxes';

export interface Found {
  readonly id: string;
  readonly state: string;
  readonly problem: { readonly code: string } | null;
  readonly totals: Record<'create' | 'change' | 'same' | 'error' | 'absent', number> | null;
  readonly application: { readonly applied: number; readonly leftOut: number; readonly total: number } | null;
  readonly notes: readonly { readonly code: string }[];
}

export interface FoundRow {
  readonly row: number | null;
  readonly outcome: string;
  readonly key: string;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
  readonly problems: readonly { readonly code: string; readonly field: string | null; readonly detail: string }[];
  readonly warnings: readonly { readonly code: string }[];
  readonly application: string | null;
  readonly leftOutBecause: readonly { readonly code: string }[];
}

/** A unit with an administrator, and nothing below it. */
export interface Root {
  readonly id: string;
  readonly code: string;
  readonly admin: Person;
}

export async function aRoot(app: TestApp, parentId: string | null = null): Promise<Root> {
  const unit = await aUnit(app, { parentId, kind: 'block' });
  return { ...unit, admin: await aPerson(app, [[unit.id, 'admin']]) };
}

/** What administrators do, over HTTP. */
export class Desk {
  constructor(
    readonly app: TestApp,
    readonly person: Person,
  ) {}

  get call() {
    return api(this.app).as(this.person);
  }

  post(kind: Kind, file: string | Buffer, name = 'Danh sách.csv') {
    return this.call
      .post('/imports')
      .field('kind', kind)
      .attach('file', Buffer.from(file as string), name);
  }

  async upload(kind: Kind, file: string | Buffer): Promise<string> {
    return ((await this.post(kind, file).expect(201)).body as Found).id;
  }

  async one(id: string): Promise<Found> {
    return (await this.call.get(`/imports/${id}`).expect(200)).body as Found;
  }

  async rows(id: string, query = ''): Promise<FoundRow[]> {
    return ((await this.call.get(`/imports/${id}/rows?limit=200${query}`).expect(200)).body as { items: FoundRow[] })
      .items;
  }

  /** Uploads and has it checked. */
  async check(kind: Kind, file: string | Buffer): Promise<{ readonly id: string; readonly rows: FoundRow[] }> {
    const id = await this.upload(kind, file);
    await this.app.get(Jobs).drain();
    return { id, rows: await this.rows(id) };
  }

  async begin(id: string): Promise<void> {
    await this.call.post(`/imports/${id}/application`).expect(201);
  }

  /** Applies what was checked. */
  async apply(id: string): Promise<Found> {
    await this.begin(id);
    await this.app.get(Jobs).drain();
    return this.one(id);
  }

  /** Everything at once. */
  async bring(kind: Kind, file: string | Buffer): Promise<Found> {
    return this.apply((await this.check(kind, file)).id);
  }

  async exported(kind: Kind): Promise<string> {
    const { text } = await this.call.get(`/imports/exports/${kind}.csv`).expect(200);
    return text;
  }
}

export const briefly = (rows: readonly FoundRow[]): string[] =>
  rows.map(
    ({ row, outcome, key, problems }) =>
      `${row ?? '-'} ${outcome} ${key}${problems.map(({ code }) => ` ${code}`).join('')}`,
  );

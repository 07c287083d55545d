import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api, type Client } from '../../support/api.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import type { Person } from '../../support/people.ts';

export interface World {
  readonly app: TestApp;
  readonly org: Organisation;
  as(person: Person): Client;
  /** Runs every job that is due. */
  work(): Promise<void>;
  /** Lets the files that were put off be tried now. */
  retry(): Promise<void>;
  upload(bytes: Buffer, name: string): Promise<Uploaded>;
  /** What is known of a file now. */
  stateOf(file: Uploaded): Promise<string>;
  /** An issued document of the office for its first unit, with these files. */
  issued(files: readonly Uploaded[]): Promise<string>;
  /** An approved one, so that issuing can be tried. */
  approved(files: readonly Uploaded[]): Promise<string>;
  rows<T>(sql: string, values?: unknown[]): Promise<T[]>;
}

export interface Uploaded {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly scan: { readonly state: string };
}

export async function aWorld(config: NonNullable<TestAppOptions['config']> = {}): Promise<World> {
  const app = await startTestApp({ config });
  const org = await anOrganisation(app, 2);
  const as = (person: Person) => api(app).as(person);
  const work = () => app.get(Jobs).drain();
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await app.db.query(sql, values)).rows as T[];
  const { clerk, leader } = org.office;
  const upload = async (bytes: Buffer, name: string): Promise<Uploaded> => {
    const { body } = await as(clerk).post('/attachments').attach('file', bytes, name).expect(201);
    return body.items[0];
  };
  const approved = async (files: readonly Uploaded[]): Promise<string> => {
    const draft = {
      typeCode: 'thong_bao',
      subject: 'Triển khai phần mềm gửi, nhận văn bản',
      attachmentIds: files.map(({ id }) => id),
      recipients: [
        { target: 'unit', unitId: org.units[0]?.id, purpose: 'act' },
        { target: 'unit', unitId: org.above.provinceUnion, purpose: 'report' },
      ],
    };
    const { body } = await as(clerk).post('/outgoing-documents', draft).expect(201);
    await as(clerk).post(`/outgoing-documents/${body.id}/submission`).expect(201);
    await as(leader).post(`/outgoing-documents/${body.id}/approval`).expect(201);
    return body.id;
  };
  return {
    app,
    org,
    as,
    work,
    rows,
    upload,
    approved,
    retry: async () => {
      await app.db.query(
        `update graphile_worker._private_jobs set run_at = now() where task_id in (select id from graphile_worker._private_tasks where identifier = 'scans.scan')`,
      );
      await work();
    },
    stateOf: async ({ id }) => (await as(clerk).get(`/attachments/${id}`).expect(200)).body.scan.state,
    issued: async (files) => {
      const id = await approved(files);
      await as(clerk).post(`/outgoing-documents/${id}/issuance`, {}).expect(201);
      return id;
    },
  };
}

/** A zip with these files in it. */
export async function zip(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const made = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) made.addBuffer(bytes, name);
  made.end();
  return buffer(made.outputStream as Readable);
}

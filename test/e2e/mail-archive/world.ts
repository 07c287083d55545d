import { randomUUID } from 'node:crypto';
import { InboxSecrets } from '../../../src/legacy-inboxes/inbox-secrets.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../../support/app.ts';
import { IMAP_LOGIN } from '../../support/imap-server.ts';
import type { Person } from '../../support/people.ts';

export const LOOPBACK = { LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8', LEGACY_IMPORT_KB_PER_SECOND: '0' };

export const startArchive = (options: TestAppOptions = {}): Promise<TestApp> =>
  startTestApp({ ...options, config: { ...LOOPBACK, ...options.config } });

/** An old inbox as the register keeps it. @param port of its IMAP server; null: it has none */
export async function anInbox(app: TestApp, unitId: string, port: number | null, login = IMAP_LOGIN): Promise<string> {
  const id = randomUUID();
  await app.db.query(
    `insert into legacy_inbox (id, unit_id, address, state_since, created_at, imap_host, imap_port, imap_security, imap_user, imap_secret)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      unitId,
      `hop-${id}@cu.example`,
      app.clock.now(),
      ...(port === null
        ? [null, null, null, null, null]
        : ['127.0.0.1', port, 'none', login.user, app.get(InboxSecrets).seal(id, login.password)]),
    ],
  );
  return id;
}

export interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
  readonly expected: number | null;
  readonly seen: number;
  readonly copied: number;
  readonly duplicates: number;
  readonly broken: number;
  readonly failed: number;
  readonly bytes: number;
  readonly foldersTotal: number | null;
  readonly foldersDone: number;
}

/** Brings over what is in the inbox and answers how it ended. */
export async function bringOver(app: TestApp, admin: Person, inboxId: string): Promise<ImportAnswer> {
  const { body } = (await api(app).as(admin).post(`/legacy-inboxes/${inboxId}/mail-imports`).expect(201)) as {
    body: { id: string };
  };
  await app.get(Jobs).drain();
  return importOf(app, admin, body.id);
}

export async function importOf(app: TestApp, admin: Person, id: string): Promise<ImportAnswer> {
  const { body } = (await api(app).as(admin).get(`/mail-imports/${id}`).expect(200)) as { body: ImportAnswer };
  return body;
}

/** What was brought over from a file. */
export async function bringFile(
  app: TestApp,
  admin: Person,
  inboxId: string,
  name: string,
  bytes: Buffer,
): Promise<ImportAnswer> {
  const sent = api(app).as(admin).post(`/legacy-inboxes/${inboxId}/mail-files`).attach('file', bytes, name);
  const { body } = (await sent.expect(201)) as { body: { id: string } };
  await app.get(Jobs).drain();
  return importOf(app, admin, body.id);
}

export interface Line {
  readonly id: string;
  readonly subject: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly folders: string[];
  readonly flags: string[];
  readonly defects: string[];
  readonly receivedAt: string;
  readonly sentAt: string | null;
  readonly fileCount: number;
}

export async function archived(app: TestApp, who: Person, query: string): Promise<Line[]> {
  const items: Line[] = [];
  for (let after = ''; ;) {
    const { body } = (await api(app).as(who).get(`/archived-mails?limit=100&${query}${after}`).expect(200)) as {
      body: { items: Line[]; next: string | null };
    };
    items.push(...body.items);
    if (body.next === null) return items;
    after = `&after=${body.next}`;
  }
}

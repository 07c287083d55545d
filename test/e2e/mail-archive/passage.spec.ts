import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProofsInForce } from '../../../src/legacy-inboxes/inbox-proofs.ts';
import { BringOver } from '../../../src/mail-archive/bring-over.job.ts';
import { MovableClock } from '../../../src/platform/clock/clock.ts';
import { Database } from '../../../src/platform/database/database.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import { startImapServer, type ImapServer } from '../../support/imap-server.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { startService } from '../../support/service.ts';
import { aMail, plantInbox, SENT, type Planted } from './mails.ts';
import { anInbox, importOf, LOOPBACK, startArchive } from './world.ts';

const INBOXES = 20;
const EACH = 100;
const SECRET = 'only for tests: forty bytes of no secret';
const CONTEXT = { attempt: 1, isLastAttempt: false, signal: new AbortController().signal };

interface Passage {
  readonly server: ImapServer;
  readonly planted: Planted;
  readonly inboxId: string;
}

interface Proof {
  readonly state: string;
  readonly onServer: number;
  readonly same: number;
  readonly hashed: number;
  readonly mails: number;
  readonly explained: number;
  readonly unexplained: number;
  readonly agrees: boolean;
  readonly isStale: boolean;
  readonly differences: { readonly kind: string; readonly count: number }[];
  readonly id: string;
}

let app: TestApp;
let org: Organisation;
const passages: Passage[] = [];
beforeAll(async () => {
  app = await startArchive({ clock: new MovableClock(new Date()) });
  org = await anOrganisation(app, 4);
  for (let n = 0; n < INBOXES; n++) {
    const planted = plantInbox(n, EACH);
    const server = await startImapServer(planted.folders);
    passages.push({ server, planted, inboxId: await anInbox(app, org.units[n % 4]?.id ?? '', server.port) });
  }
});
afterAll(async () => {
  for (const { server } of passages) await server.close();
  await app.stop();
});

const seen = async (): Promise<number> =>
  (await app.db.query<{ n: number }>(`select coalesce(sum(seen), 0)::int as n from mail_import`)).rows[0]?.n ?? 0;

/** A service of its own works on the same rows, and dies in the middle. */
async function workUntil(count: number): Promise<void> {
  const service = await startService(app.dataDir, {
    DATABASE_URL: app.database.ownerUrl,
    JOBS_CONCURRENCY: '3',
    NODE_ENV: 'test',
    JWT_SECRET: SECRET,
    ...LOOPBACK,
  });
  while ((await seen()) < count) await pause(5);
  service.process.kill('SIGKILL');
  await once(service.process, 'exit');
  // Time passes: claims and locks of the dead end.
  await app.db.query(`update mail_import set claimed_until = 'epoch' where claimed_until is not null`);
  await app.db.query(`update graphile_worker._private_jobs set locked_at = null, locked_by = null`);
  await app.db.query(`update graphile_worker._private_job_queues set locked_at = null, locked_by = null`);
}

async function prove(inboxId: string, everyHash: boolean): Promise<Proof> {
  const { body } = (await api(app)
    .as(org.office.admin)
    .post(`/legacy-inboxes/${inboxId}/mail-proofs`, { everyHash })
    .expect(201)) as {
    body: { id: string };
  };
  await app.get(Jobs).drain();
  return ((await api(app).as(org.office.admin).get(`/mail-proofs/${body.id}`).expect(200)) as { body: Proof }).body;
}

describe('2,000 mails in 20 inboxes, over lines that break, under a service that dies twice', () => {
  const ids: string[] = [];

  it('come over, each once', async () => {
    for (const { server, inboxId } of passages) {
      const { body } = (await api(app)
        .as(org.office.admin)
        .post(`/legacy-inboxes/${inboxId}/mail-imports`)
        .expect(201)) as { body: { id: string } };
      ids.push(body.id);
      server.cutAfter(100_000);
    }
    await workUntil(300);
    await workUntil(900);
    // Two workers at the same inbox: one of them finds it taken.
    for (let tries = 0; tries < 5; tries++)
      for (const importId of ids) await Promise.all([1, 2].map(() => app.get(BringOver).run({ importId }, CONTEXT)));
    for (const [n, { planted }] of passages.entries()) {
      expect(await importOf(app, org.office.admin, ids[n] ?? '')).toMatchObject({
        state: 'done',
        problem: null,
        seen: planted.mails,
        copied: planted.distinct,
        duplicates: planted.mails - planted.distinct,
        broken: planted.broken,
        failed: 0,
      });
    }
    expect(passages.reduce((sum, { server }) => sum + server.cuts(), 0)).toBeGreaterThan(5);
    const { rows } = await app.db.query(
      `select count(*)::int as sources, (select count(*)::int from archived_mail) as mails,
         (select count(*)::int from archived_mail m where not exists (select from blob b where b.sha256 = m.sha256)) as without
       from archived_mail_source`,
    );
    expect(rows).toEqual([
      { sources: INBOXES * EACH, mails: passages.reduce((sum, { planted }) => sum + planted.distinct, 0), without: 0 },
    ]);
  });

  it('are all there: a report of no unexplained difference for every inbox, and nothing was changed at the source', async () => {
    app.clock.advance(3600_000);
    for (const [n, { inboxId, planted }] of passages.entries()) {
      const proof = await prove(inboxId, n === 0);
      expect(proof).toMatchObject({
        state: 'done',
        onServer: EACH,
        unexplained: 0,
        agrees: true,
        isStale: false,
        mails: planted.distinct,
      });
      expect(proof.same + proof.explained).toBe(EACH);
      expect(proof.hashed).toBe(n === 0 ? EACH : 0);
      expect(proof.differences.map(({ kind, count }) => [kind, count])).toEqual([
        ['duplicate', planted.mails - planted.distinct],
        ['broken', planted.broken],
      ]);
    }
    const standings = await app
      .get(ProofsInForce)
      .get()
      .standings(
        app.get(Database),
        passages.map(({ inboxId }) => inboxId),
      );
    expect([...standings.values()].map(({ proof }) => proof)).toEqual(passages.map(() => 'agrees'));
    const said = passages.flatMap(({ server }) => server.commands).join('\n');
    expect(said).toMatch(/EXAMINE/);
    expect(said).not.toMatch(/\b(?:SELECT|STORE|EXPUNGE|DELETE|APPEND|COPY|MOVE|CLOSE|RENAME|CREATE)\b/i);
  });

  it('are told apart by the proof when a mail is missing, changed or gone; it does not agree until it is brought over', async () => {
    const [first] = passages;
    if (!first) throw new Error('no passage');
    const { server, inboxId } = first;
    const inbox = server.folder('INBOX');
    const changed = inbox.messages[0];
    if (!changed) throw new Error('no mail');
    changed.raw = changed.raw.replace('Content-Type', 'X-Sua: 1\r\nContent-Type');
    inbox.messages.splice(1, 1);
    inbox.messages.push({ raw: aMail({ subject: 'Đến sau cùng' }), uid: inbox.uidnext++, flags: [] });
    server.folder(SENT).uidvalidity = 99;
    app.clock.advance(1000);
    const proof = await prove(inboxId, false);
    expect(proof).toMatchObject({ agrees: false, unexplained: 2 });
    expect(Object.fromEntries(proof.differences.map(({ kind, count }) => [kind, count]))).toMatchObject({
      missing: 1,
      changed: 1,
      extra: 1,
      renumbered: 13,
    });
    const { body } = (await api(app)
      .as(org.office.admin)
      .get(`/mail-proofs/${proof.id}/differences?explained=false`)
      .expect(200)) as {
      body: { items: { kind: string; messageId: string | null; serverSize: number; archiveSize: number | null }[] };
    };
    expect(body.items.map(({ kind, archiveSize }) => [kind, archiveSize === null])).toEqual([
      ['changed', false],
      ['missing', true],
    ]);
    const page = await api(app).as(org.office.admin).get(`/mail-proofs/${proof.id}/report`).expect(200);
    expect(page.text).toContain('CHƯA KHỚP. Còn 2 điểm');
    const pdf = await api(app).as(org.office.admin).get(`/mail-proofs/${proof.id}/report.pdf`).buffer(true).expect(200);
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    await api(app)
      .as(org.units[0]?.clerk as never)
      .get(`/mail-proofs/${proof.id}`)
      .expect(403);
    const standing = async () => (await app.get(ProofsInForce).get().agrees(app.get(Database), inboxId)).proof;
    expect(await standing()).toBe('disagrees');
    app.clock.advance(1000);
    const { body: again } = (await api(app)
      .as(org.office.admin)
      .post(`/legacy-inboxes/${inboxId}/mail-imports`)
      .expect(201)) as { body: { id: string } };
    await app.get(Jobs).drain();
    expect(await importOf(app, org.office.admin, again.id)).toMatchObject({ state: 'done', copied: 1, duplicates: 13 });
    expect(await standing()).toBe('unproven');
  });
});

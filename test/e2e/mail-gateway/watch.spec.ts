import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seal } from '../../../src/accounts/secret-box.ts';
import { SigningKey } from '../../../src/accounts/signing-key.ts';
import { InboxWatcher } from '../../../src/mail-gateway/inbox-watcher.ts';
import { WatchInboxes } from '../../../src/mail-gateway/watch.jobs.ts';
import { api } from '../../support/api.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { aPerson } from '../../support/people.ts';
import { startImapServer, type BadImapServer } from './imap-server.ts';
import { aMail, anOffice, rowsOf, type Office } from './inboxes.ts';

let office: Office;
let server: BadImapServer;
const inboxId = randomUUID();
const { signal } = new AbortController();

beforeAll(async () => {
  office = await anOffice();
  server = await startImapServer();
  const { app, school } = office;
  await app.db.query(
    `insert into legacy_inbox (id, unit_id, address, imap_host, imap_port, imap_security, imap_user, imap_secret, state, state_since, created_at)
     values ($1, $2, 'nha.mang@cu.example', '127.0.0.1', $3, 'none', 'nha.mang', $4, 'imported', $5, $5)`,
    [inboxId, school.id, server.port, seal(app.get(SigningKey), 'legacy-inbox', inboxId, 'mat-khau'), app.clock.now()],
  );
});
afterAll(async () => {
  await office.app.stop();
  await server.close();
});

const check = (): Promise<void> => office.app.get(InboxWatcher).check(inboxId, signal);
const subjects = async (): Promise<string[]> => (await rowsOf(office.app)).map(({ subject }) => subject).toSorted();
async function watch(): Promise<{
  state: string;
  problem: string | null;
  failures: number;
  lastUid: number;
  pause: number;
}> {
  const { rows } = await office.app.db.query(
    `select state, problem, failures, last_uid::int as "lastUid", extract(epoch from next_at - checked_at)::int as pause from inbox_watch where inbox_id = $1`,
    [inboxId],
  );
  return rows[0] as never;
}

describe('an inbox that stays at a provider', () => {
  it('gives what its server took from the cutover on, to the second', async () => {
    const at = (time: string) => new Date(`2020-06-01T${time}+07:00`);
    server.mails.push(
      { uid: 3, at: new Date('2020-05-31T23:59:59+07:00'), text: aMail({ subject: 'truoc' }) },
      { uid: 4, at: at('00:00:00'), text: aMail({ subject: 'sau-1' }) },
      { uid: 7, at: at('08:00:00'), text: aMail({ subject: 'sau-2', body: 'x'.repeat(200_000) }) },
    );
    await office.app.get(WatchInboxes).run();
    await office.app.get(Jobs).drain();
    expect(await subjects()).toEqual(['sau-1', 'sau-2']);
    expect(await watch()).toEqual({ state: 'well', problem: null, failures: 0, lastUid: 7, pause: 300 });
  });

  it('is not looked into again before its time, and then only for what is new', async () => {
    expect(await office.app.get(InboxWatcher).due()).toEqual([]);
    office.app.clock.advance(5 * 60_000);
    expect(await office.app.get(InboxWatcher).due()).toEqual([inboxId]);
    server.commands.length = 0;
    await check();
    expect(server.commands.filter((command) => /FETCH/.test(command))).toEqual([]);
  });

  it('is read over again when its uids mean something else, and nothing comes twice', async () => {
    server.mood.uidValidity = 2;
    server.mails.splice(0, server.mails.length, ...server.mails.map((mail, i) => ({ ...mail, uid: i + 1 })));
    server.mails.push({ uid: 4, at: new Date('2020-06-02T10:00:00+07:00'), text: aMail({ subject: 'sau-3' }) });
    await check();
    expect(await subjects()).toEqual(['sau-1', 'sau-2', 'sau-3']);
    expect((await watch()).lastUid).toBe(4);
  });

  it('that breaks off in the middle of a mail gives the whole of it later, and never half', async () => {
    server.mails.push({
      uid: 5,
      at: new Date('2020-06-02T11:00:00+07:00'),
      text: aMail({ subject: 'lon', body: 'y'.repeat(300_000) }),
    });
    server.mood.cutsAfterBytes = 100_000;
    await check();
    expect(await subjects()).not.toContain('lon');
    expect(await watch()).toMatchObject({ failures: 1, lastUid: 4, pause: 300 });
    await check();
    expect(await watch()).toMatchObject({ failures: 2, pause: 600 });
    server.mood.cutsAfterBytes = null;
    await check();
    expect(await subjects()).toContain('lon');
    expect(await watch()).toMatchObject({ state: 'well', failures: 0, lastUid: 5 });
    const { rows } = await office.app.db.query(`select size::int from received_mail where subject = 'lon'`);
    expect(rows[0]?.size).toBe(server.mails.at(-1)?.text.length);
  });

  it('that refuses the password is left alone for an hour, and says so', async () => {
    server.mood.refuses = true;
    await check();
    expect(await watch()).toMatchObject({ state: 'refused', problem: 'login-refused', pause: 3600 });
    server.mood.refuses = false;
    const { rows } = await office.app.db.query<{ parent: string }>(
      `select parent_id as parent from unit where id = $1`,
      [office.school.id],
    );
    const admin = await aPerson(office.app, [[rows[0]?.parent ?? '', 'admin']]);
    const { body } = await api(office.app).as(admin).get('/arrived-mails/watches').expect(200);
    expect(body).toMatchObject({
      items: [{ address: 'nha.mang@cu.example', state: 'refused', problem: 'login-refused' }],
    });
    expect(JSON.stringify(body)).not.toContain('mat-khau');
  });

  it('is only ever read', () => {
    const verbs = new Set(server.commands.map((command) => command.replace(/^UID /, '').split(' ')[0]));
    expect([...verbs].filter((verb) => /STORE|EXPUNGE|DELETE|SELECT|APPEND|COPY|MOVE|CLOSE/.test(verb ?? ''))).toEqual(
      [],
    );
    expect(server.commands.filter((command) => /BODY\[/.test(command))).toEqual([]);
  });
});

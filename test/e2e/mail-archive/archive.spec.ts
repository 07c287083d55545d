import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import yazl from 'yazl';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import { IMAP_LOGIN, startImapServer, type ImapServer } from '../../support/imap-server.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { ClaimLost, ImportClaims } from '../../../src/mail-archive/import-claims.ts';
import { Intake } from '../../../src/mail-gateway/intake.service.ts';
import { UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { FileSweeper } from '../../../src/attachments/file-sweeper.ts';
import { aMail, brokenMails, SENT, SENT_NAME } from './mails.ts';
import { anInbox, archived, bringFile, bringOver, importOf, startArchive } from './world.ts';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const PDF = Buffer.from('%PDF-1.4\n% công văn\n%%EOF\n');

let app: TestApp;
let org: Organisation;
const servers: ImapServer[] = [];
beforeAll(async () => {
  app = await startArchive();
  org = await anOrganisation(app, 3);
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await app.stop();
});

async function serverWith(folders: Parameters<typeof startImapServer>[0]): Promise<ImapServer> {
  const server = await startImapServer(folders);
  servers.push(server);
  return server;
}

describe('an old inbox', () => {
  it('comes over with its folders and flags, is found by words of one unit alone, and is changed in nothing', async () => {
    const [unit, other] = org.units;
    if (!unit || !other) throw new Error('no units');
    const html =
      '<p>Kính gửi <b>các đồng chí</b></p><script>alert(1)</script><img src="cid:logo"><img src="https://theo-doi.example/x.gif">';
    const full = aMail({
      subject: 'Về việc gửi, nhận văn bản',
      text: 'Đề nghị các cơ sở Đoàn thực hiện nghiêm túc',
      html,
      files: [
        { name: 'Công văn số 15.pdf', type: 'application/pdf', bytes: PDF },
        { name: 'logo.gif', type: 'image/gif', bytes: GIF, cid: 'logo' },
      ],
    });
    const server = await serverWith({
      INBOX: [{ raw: full, flags: ['\\Seen'] }, { raw: aMail({ subject: 'Thư mời họp', day: 3 }) }],
      [SENT]: [
        {
          raw: full.replace('Message-ID', 'Received: from x by y; Mon, 18 May 2020 08:00:00 +0700\r\nMessage-ID'),
          flags: ['\\Answered'],
        },
      ],
    });
    const inboxId = await anInbox(app, unit.id, server.port);
    expect(await bringOver(app, org.office.admin, inboxId)).toMatchObject({
      state: 'done',
      problem: null,
      seen: 3,
      copied: 2,
      duplicates: 1,
      broken: 0,
      failed: 0,
      expected: 3,
      foldersTotal: 2,
      foldersDone: 2,
    });
    const [one, ...more] = await archived(app, unit.member, 'q=VAN%20ban%20nhan');
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      subject: 'Về việc gửi, nhận văn bản',
      fromName: 'Văn thư',
      fromAddress: 'vanthu@gui.example',
      folders: ['INBOX', SENT_NAME],
      flags: ['\\Answered', '\\Seen'],
      fileCount: 2,
      defects: [],
      sentAt: '2020-05-01T01:00:00.000Z',
    });
    expect(await archived(app, other.member, 'q=van')).toEqual([]);
    await api(app).as(other.clerk).get(`/archived-mails/${one?.id}`).expect(404);
    await api(app).as(org.office.admin).get(`/archived-mails/${one?.id}`).expect(403);

    const { body } = (await api(app).as(unit.clerk).get(`/archived-mails/${one?.id}`).expect(200)) as {
      body: { text: string; hasHtml: boolean; files: { id: string; name: string; mediaType: string }[] };
    };
    expect(body).toMatchObject({ text: 'Đề nghị các cơ sở Đoàn thực hiện nghiêm túc', hasHtml: true });
    expect(body.files.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['Công văn số 15.pdf', 'application/pdf'],
      ['logo.gif', 'image/gif'],
    ]);
    const page = await api(app).as(unit.clerk).get(`/archived-mails/${one?.id}/page`).expect(200);
    expect(page.headers['content-security-policy']).toMatch(
      /^sandbox allow-popups; default-src 'none'; img-src data:;/,
    );
    expect(page.text).toContain(`<b>các đồng chí</b>`);
    expect(page.text).toContain(`<img src="data:image/gif;base64,${GIF.toString('base64')}"`);
    expect(page.text).not.toMatch(/script|theo-doi/);
    const raw = await api(app)
      .as(unit.clerk)
      .get(`/archived-mails/${one?.id}/raw`)
      .buffer(true)
      .parse(bytes)
      .expect(200);
    expect((raw.body as Buffer).toString('latin1')).toBe(full);
    expect(raw.headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    const file = await api(app)
      .as(unit.clerk)
      .get(`/archived-mails/${one?.id}/attachments/${body.files[0]?.id}/content`)
      .buffer(true)
      .parse(bytes)
      .expect(200);
    expect(file.body).toEqual(PDF);
    expect(file.headers['content-disposition']).toContain(
      "filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20s%E1%BB%91%2015.pdf",
    );

    // Found infected later: neither the file nor the mail around it leaves any more; its words do.
    await app.db.query(
      `insert into blob_scan (sha256, state, signature, scanned_at, asked_at) select sha256, 'infected', 'Test', now(), now() from attachment where id = $1`,
      [body.files[0]?.id],
    );
    for (const path of ['raw', `attachments/${body.files[0]?.id}/content`])
      await api(app).as(unit.clerk).get(`/archived-mails/${one?.id}/${path}`).expect(409);
    await api(app).as(unit.clerk).get(`/archived-mails/${one?.id}/page`).expect(200);
    await app.db.query(`delete from blob_scan`);

    expect(server.commands.join('\n')).not.toMatch(
      /\b(?:SELECT|STORE|EXPUNGE|DELETE|APPEND|COPY|MOVE|CLOSE|RENAME)\b/i,
    );
    expect(server.folder('INBOX').messages.map(({ flags }) => flags.filter((flag) => flag !== '\\Recent'))).toEqual([
      ['\\Seen'],
      [],
    ]);

    // What came since comes over the next time, and nothing else.
    server
      .folder('INBOX')
      .messages.push({ raw: aMail({ subject: 'Mới đến' }), uid: server.folder('INBOX').uidnext++, flags: [] });
    expect(await bringOver(app, org.office.admin, inboxId)).toMatchObject({
      state: 'done',
      expected: 1,
      seen: 1,
      copied: 1,
    });
    // Another UIDVALIDITY: everything is looked at again, and is there already.
    server.folder('INBOX').uidvalidity = 77;
    expect(await bringOver(app, org.office.admin, inboxId)).toMatchObject({
      state: 'done',
      seen: 3,
      copied: 0,
      duplicates: 3,
    });
    expect((await archived(app, unit.leader, '')).length).toBe(3);
  });

  it('keeps what the archive needs when the sweeper comes, for ever', async () => {
    const [unit] = org.units;
    app.clock.advance(400 * 24 * 3600_000);
    const before = await archived(app, unit?.member as never, '');
    await app.get(FileSweeper).sweep();
    for (const { id } of before)
      await api(app)
        .as(unit?.member as never)
        .get(`/archived-mails/${id}/raw`)
        .expect(200);
    const { rows } = await app.db.query(`select count(*)::int as n from blob`);
    expect(rows[0]).toEqual({ n: 6 });
  });

  it('says why it cannot be read, and tries a wrong password only once', async () => {
    const [, , unit] = org.units;
    const server = await serverWith({ INBOX: [{ raw: aMail({}) }] });
    const inboxId = await anInbox(app, unit?.id ?? '', server.port, { ...IMAP_LOGIN, password: 'sai' });
    const refused = await bringOver(app, org.office.admin, inboxId);
    expect(refused).toMatchObject({ state: 'paused', problem: 'login-refused', seen: 0 });
    expect(server.commands.filter((one) => one === 'LOGIN').length).toBe(1);
    await app.db.query(`update legacy_inbox set imap_host = 'localhost' where id = $1`, [inboxId]);
    await app.db.query(`update mail_import set state = 'cancelled' where inbox_id = $1`, [inboxId]);
    const strict = await startArchive({
      database: app.database,
      clock: app.clock,
      config: { LEGACY_IMAP_ALLOWED_NETWORKS: '' },
    });
    try {
      expect(await bringOver(strict, org.office.admin, inboxId)).toMatchObject({
        state: 'paused',
        problem: 'address-refused',
      });
    } finally {
      await strict.stop();
    }
    expect(server.commands.filter((one) => one === 'LOGIN').length).toBe(1);
  });
});

describe('two workers', () => {
  it('never have the same inbox; whoever was silent too long has it no more', async () => {
    const inboxId = await anInbox(app, org.office.id, 1);
    const start = () => api(app).as(org.office.admin).post(`/legacy-inboxes/${inboxId}/mail-imports`);
    const { body } = (await start().expect(201)) as { body: { id: string } };
    expect((await start().expect(200)).body).toMatchObject({ id: body.id });
    const claims = app.get(ImportClaims);
    const work = app.get(UnitOfWork);
    const taken = await Promise.all([1, 2, 3].map(() => claims.take(body.id)));
    const [first, ...others] = taken.filter((claim) => claim !== null);
    expect([first?.importId, others]).toEqual([body.id, []]);
    if (!first) throw new Error('nobody has it');
    app.clock.advance(4 * 60_000);
    await work.run((tx) => claims.hold(tx, first));
    app.clock.advance(4 * 60_000);
    expect(await claims.take(body.id)).toBeNull();
    app.clock.advance(2 * 60_000);
    await claims.resumeForgotten();
    const second = await claims.take(body.id);
    expect(second?.claim).not.toBe(first.claim);
    await expect(work.run((tx) => claims.hold(tx, first))).rejects.toBeInstanceOf(ClaimLost);
    await claims.finish(first);
    expect((await importOf(app, org.office.admin, body.id)).state).toBe('running');
    const act = (name: string) => api(app).as(org.office.admin).post(`/mail-imports/${body.id}/${name}`);
    const rests = (await act('pause').expect(201)).body;
    expect(rests).toMatchObject({ state: 'paused', problem: null, can: { pause: false, resume: true, cancel: true } });
    await act('pause').expect(200);
    // Whoever was at it writes nothing more, and nobody takes it up by themselves.
    await expect(work.run((tx) => claims.hold(tx, second as never))).rejects.toBeInstanceOf(ClaimLost);
    await claims.resumeForgotten();
    expect(await claims.take(body.id)).toBeNull();
    expect((await act('resumption').expect(201)).body.can).toEqual({ pause: true, resume: false, cancel: true });
    await act('cancellation').expect(201);
    await act('pause').expect(409);
    await expect(work.run((tx) => claims.hold(tx, second as never))).rejects.toBeInstanceOf(ClaimLost);
    await app.get(Jobs).drain();
    expect((await importOf(app, org.office.admin, body.id)).state).toBe('cancelled');
  });
});

describe('a file of mails', () => {
  it('comes over from an mbox, a Maildir in a zip, and an .eml; the same mail is one mail whatever way it came', async () => {
    const [, unit] = org.units;
    const inboxId = await anInbox(app, unit?.id ?? '', null);
    await api(app).as(org.office.admin).post(`/legacy-inboxes/${inboxId}/mail-imports`).expect(409);
    const mails = [aMail({ subject: 'Một', text: 'a\nFrom here\n' }), aMail({ subject: 'Hai', day: 2 })];
    const broken = brokenMails('tep').filter((text) => !text.includes('\r\nmot\r'));
    const all = [...mails, ...broken];
    const mbox = all
      .map(
        (text) =>
          `From a@b Mon May 18 08:00:00 2020\n${text.replaceAll('\r\n', '\n').replace(/^(>*From )/gm, '>$1')}\n\n`,
      )
      .join('');
    const byMbox = await bringFile(app, org.office.admin, inboxId, 'hộp thư.mbox', Buffer.from(mbox, 'latin1'));
    expect(byMbox).toMatchObject({ state: 'done', seen: all.length, copied: all.length, duplicates: 0, failed: 0 });
    // In an mbox every line ends with LF: nothing tells any more that some did before.
    expect(byMbox.broken).toBe(broken.length - 1);
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from(mails[0] ?? '', 'latin1'), 'Maildir/cur/1.host:2,FS');
    zip.addBuffer(Buffer.from(aMail({ subject: 'Ba', day: 3 }), 'latin1'), 'Maildir/.L&AbA-u/new/2.host');
    zip.addBuffer(Buffer.from('rác'), 'Maildir/dovecot.index');
    zip.end();
    const packed = Buffer.concat(
      await (zip.outputStream as NodeJS.ReadableStream & { toArray(): Promise<Buffer[]> }).toArray(),
    );
    expect(await bringFile(app, org.office.admin, inboxId, 'Maildir.zip', packed)).toMatchObject({
      state: 'done',
      seen: 2,
      copied: 1,
      duplicates: 1,
    });
    const eml = Buffer.from(mails[1] ?? '', 'latin1');
    expect(await bringFile(app, org.office.admin, inboxId, 'hai.eml', eml)).toMatchObject({
      state: 'done',
      seen: 1,
      copied: 0,
      duplicates: 1,
    });
    // The same file again changes nothing.
    expect(await bringFile(app, org.office.admin, inboxId, 'hai.eml', eml)).toMatchObject({
      state: 'done',
      seen: 0,
      copied: 0,
      duplicates: 0,
    });
    const lines = await archived(app, unit?.clerk as never, '');
    expect(lines.length).toBe(all.length + 1);
    expect(lines.find(({ subject }) => subject === 'Một')?.flags).toEqual(['\\Flagged', '\\Seen']);
    expect((await archived(app, unit?.clerk as never, 'broken=true')).length).toBe(byMbox.broken);
  });

  it('is refused when it is something else', async () => {
    const inboxId = await anInbox(app, org.office.id, null);
    const send = (name: string, content: Buffer) =>
      api(app).as(org.office.admin).post(`/legacy-inboxes/${inboxId}/mail-files`).attach('file', content, name);
    await send('thư.exe', Buffer.from('MZ')).expect(415);
    await send('thư.zip', Buffer.from('không phải zip')).expect(415);
    await send('thư.mbox', Buffer.from('PK\x03\x04....')).expect(415);
    await send('thư.mbox', Buffer.alloc(0)).expect(400);
    const half = await bringFile(app, org.office.admin, inboxId, 'hỏng.zip', Buffer.from('PK\x03\x04 nửa chừng'));
    expect(half).toMatchObject({ state: 'paused', problem: 'file-unreadable' });
    await api(app).as(org.office.admin).post(`/mail-imports/${half.id}/cancellation`).expect(201);
    await api(app).as(org.office.admin).post(`/mail-imports/${half.id}/cancellation`).expect(200);
    await api(app).as(org.office.admin).post(`/mail-imports/${half.id}/resumption`).expect(409);
    expect((await importOf(app, org.office.admin, half.id)).state).toBe('cancelled');
  });
});

function bytes(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const stream = response as NodeJS.ReadableStream;
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('end', () => done(null, Buffer.concat(parts)));
}

describe('mails of an old inbox', () => {
  it('are known when they come again through the gateway, along another way', async () => {
    const raw = aMail({ subject: 'Đến hai đường', text: 'Kính gửi' });
    const server = await serverWith({ INBOX: [{ raw }, { raw: aMail({ subject: 'Chỉ ở hộp cũ' }) }] });
    const inboxId = await anInbox(app, org.units[0]?.id ?? '', server.port);
    await bringOver(app, org.office.admin, inboxId);
    const again = Buffer.from(`Received: from z by y; Tue, 2 Jun 2020 08:00:00 +0700\r\n${raw}\r\n`, 'latin1');
    const envelope = {
      from: 'van.thu@gui.example',
      inboxIds: [inboxId],
      cameBy: 'gateway',
      peer: '127.0.0.1',
    } as const;
    await app
      .get(Intake)
      .take(
        Readable.from([again]),
        { ...envelope, isTrusted: false, arrivedAt: null, mostBytes: 1_000_000 },
        new AbortController().signal,
      );
    const { rows } = await app.db.query(
      `select a.subject, r.subject as again from archived_mail a join received_mail r using (content_key) where a.inbox_id = $1`,
      [inboxId],
    );
    expect(rows).toEqual([{ subject: 'Đến hai đường', again: 'Đến hai đường' }]);
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BlobStore } from '../../../src/attachments/blob-store.ts';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { ImapClients } from '../../../src/platform/mail/imap-client.ts';
import { PATIENCE } from '../../../src/platform/mail/imap-patience.ts';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import { aCertificate, type Certified } from '../../support/certificates.ts';
import { IMAP_LOGIN, startImapServer, type ImapServer } from '../../support/imap-server.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { securedLine, type SecuredLine, type Securing } from '../../support/secured-line.ts';
import { slowLine } from '../../support/slow-line.ts';
import { aMail } from './mails.ts';
import { anInbox, bringOver, importOf, startArchive, type ImportAnswer } from './world.ts';

const DAY_MS = 24 * 3600_000;
const authority = aCertificate({ name: 'Nơi cấp của cơ quan' });
const good = aCertificate({ by: authority, name: 'thư cũ', hosts: ['localhost', '127.0.0.1'] });

let app: TestApp;
let org: Organisation;
let folder: string;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gnvb-ca-'));
  await writeFile(join(folder, 'ca.pem'), authority.cert);
  app = await startArchive({
    config: {
      LEGACY_IMAP_CA: join(folder, 'ca.pem'),
      LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8,::1/128',
      MIN_FREE_DISK_MB: '1',
    },
  });
  org = await anOrganisation(app, 2);
});
afterAll(async () => {
  for (const one of open) await one.close();
  await app.stop();
  await rm(folder, { recursive: true });
});

const closing = <T extends { close(): Promise<void> }>(one: T): T => {
  open.push(one);
  return one;
};
const serverWith = async (folders: Parameters<typeof startImapServer>[0]): Promise<ImapServer> =>
  closing(await startImapServer(folders));
const act = (id: string, name: string) => api(app).as(org.office.admin).post(`/mail-imports/${id}/${name}`);
const again = async (id: string): Promise<ImportAnswer> => {
  await act(id, 'resumption').expect(201);
  await app.get(Jobs).drain();
  return importOf(app, org.office.admin, id);
};

/** Mails of the inbox in the archive, and rows without bytes or places. */
async function kept(inboxId: string): Promise<{ mails: number; sources: number; without: number }> {
  const { rows } = await app.db.query<{ mails: number; sources: number; without: number }>(
    `select (select count(*)::int from archived_mail where inbox_id = $1) as mails,
       (select count(*)::int from archived_mail_source where inbox_id = $1) as sources,
       (select count(*)::int from archived_mail m where inbox_id = $1 and (not exists (select from blob b where b.sha256 = m.sha256)
          or not exists (select from archived_mail_source s where s.mail_id = m.id))) as without`,
    [inboxId],
  );
  return rows[0] ?? { mails: -1, sources: -1, without: -1 };
}

describe('a server of old mails that speaks TLS', () => {
  let server: ImapServer;
  beforeAll(async () => {
    server = await serverWith({ INBOX: [{ raw: aMail({ subject: 'Qua TLS' }) }] });
  });

  async function inboxBehind(how: Securing, certified: Certified, host = '127.0.0.1') {
    const line: SecuredLine = closing(await securedLine(server.port, how, certified));
    const inboxId = await anInbox(app, org.units[0]?.id ?? '', line.port);
    const security = how === 'tls' ? 'tls' : 'starttls';
    await app.db.query(`update legacy_inbox set imap_host = $2, imap_security = $3 where id = $1`, [
      inboxId,
      host,
      security,
    ]);
    return { line, inboxId };
  }

  it.each([
    ['tls', '127.0.0.1'],
    ['tls', 'localhost'],
    ['starttls', '127.0.0.1'],
    ['starttls', 'localhost'],
  ] as const)(
    'is read over %s at %s when its certificate is signed by the authority that is set',
    async (how, host) => {
      const { line, inboxId } = await inboxBehind(how, good, host);
      expect(await bringOver(app, org.office.admin, inboxId)).toMatchObject({
        state: 'done',
        problem: null,
        copied: 1,
      });
      expect(line.secured()).toBe(1);
      expect(line.inTheClear()).not.toMatch(/LOGIN|AUTHENTICATE/i);
    },
  );

  const BAD: readonly (readonly [string, Certified])[] = [
    ['signed by itself', aCertificate({ name: 'tự ký', hosts: ['localhost', '127.0.0.1'] })],
    [
      'of an authority nobody knows',
      aCertificate({ by: aCertificate({ name: 'nơi khác' }), name: 'x', hosts: ['127.0.0.1'] }),
    ],
    ['for another host', aCertificate({ by: authority, name: '127.0.0.1', hosts: ['khac.example', '127.0.0.2'] })],
    [
      'out of date',
      aCertificate({
        by: authority,
        name: 'hết hạn',
        hosts: ['127.0.0.1'],
        from: new Date(Date.now() - 9 * DAY_MS),
        until: new Date(Date.now() - DAY_MS),
      }),
    ],
    [
      'of tomorrow',
      aCertificate({ by: authority, name: 'ngày mai', hosts: ['127.0.0.1'], from: new Date(Date.now() + DAY_MS / 2) }),
    ],
  ];
  it.each(BAD.flatMap(([what, certified]) => (['tls', 'starttls'] as const).map((how) => ({ what, how, certified }))))(
    'is told no password over $how with a certificate $what',
    async ({ how, certified }) => {
      const { line, inboxId } = await inboxBehind(how, certified);
      const said = server.commands.length;
      const refused = await bringOver(app, org.office.admin, inboxId);
      expect(refused).toMatchObject({ state: 'paused', problem: 'certificate-refused', seen: 0 });
      expect(server.commands.slice(said)).toEqual([]);
      expect(line.inTheClear()).not.toContain(IMAP_LOGIN.password);
      expect(line.inTheClear()).not.toMatch(/LOGIN|AUTHENTICATE/i);
    },
  );

  it.each(['never-offered', 'refused', 'injected', 'signed-in-already'] as const)(
    'is told no password when STARTTLS is %s; put right, the import goes on by the button',
    async (how) => {
      const { line, inboxId } = await inboxBehind(how, good);
      const refused = await bringOver(app, org.office.admin, inboxId);
      expect(refused).toMatchObject({ state: 'paused', problem: 'tls-refused', seen: 0 });
      expect(line.inTheClear()).not.toContain(IMAP_LOGIN.password);
      expect(line.inTheClear()).not.toMatch(/LOGIN|AUTHENTICATE/i);
      const right = closing(await securedLine(server.port, 'starttls', good));
      await app.db.query(`update legacy_inbox set imap_port = $2 where id = $1`, [inboxId, right.port]);
      expect(await again(refused.id)).toMatchObject({ state: 'done', problem: null, copied: 1 });
    },
  );
});

describe('a disk that is full', () => {
  const MAILS = 205;
  const STEP = 200;

  async function inboxOf(count: number, bytes = 0): Promise<string> {
    const server = await serverWith({
      INBOX: Array.from({ length: count }, (_, i) => ({
        raw: aMail({
          subject: `Thư ${i}`,
          files:
            bytes > 0
              ? [{ name: 'tệp.bin', type: 'application/octet-stream', bytes: Buffer.alloc(bytes, `${i}, `) }]
              : [],
        }),
      })),
    });
    return anInbox(app, org.units[1]?.id ?? '', server.port);
  }

  it.each(['before a batch', 'in the middle of a batch'])(
    'found %s rests with its reason and nothing half; with room again, every mail is there once',
    async (when) => {
      const blobs = app.get(BlobStore);
      const [freeBytes, adoptMany] = [blobs.freeBytes.bind(blobs), blobs.adoptMany.bind(blobs)];
      let calls = 0;
      if (when === 'before a batch') blobs.freeBytes = async () => (calls++ < 1 ? freeBytes() : 0);
      else
        blobs.adoptMany = async (files) => {
          if (calls++ < 1) return adoptMany(files);
          await adoptMany(files.slice(0, files.length / 2));
          blobs.freeBytes = async () => 0;
          return blobs.refuseBelow(1);
        };
      const inboxId = await inboxOf(MAILS);
      // Whatever fails below, what comes after has the real disk.
      const full = await bringOver(app, org.office.admin, inboxId).finally(() =>
        Object.assign(blobs, { freeBytes, adoptMany }),
      );
      expect(full).toMatchObject({ state: 'paused', problem: 'disk-full', seen: STEP, copied: STEP });
      expect(await kept(inboxId)).toEqual({ mails: STEP, sources: STEP, without: 0 });
      expect(await readdir(join(app.dataDir, 'blobs', 'incoming'))).toEqual([]);
      // Pressed too early: the same again.
      blobs.freeBytes = async () => 0;
      const early = await again(full.id).finally(() => Object.assign(blobs, { freeBytes }));
      expect(early).toMatchObject({ state: 'paused', problem: 'disk-full', seen: STEP });
      expect(await again(full.id)).toMatchObject({
        state: 'done',
        problem: null,
        seen: MAILS,
        copied: MAILS,
        failed: 0,
      });
      expect(await kept(inboxId)).toEqual({ mails: MAILS, sources: MAILS, without: 0 });
    },
  );

  it('that refuses the very bytes takes no mail without its files', async () => {
    const run = promisify(execFile);
    const store = join(app.dataDir, 'blobs');
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', store]).catch(() => null);
    if (!mounted) return void process.stderr.write('left out, mounting a tmpfs takes root: a disk of 2 MiB\n');
    try {
      const inboxId = await inboxOf(20, 300_000);
      const blobs = app.get(BlobStore);
      const freeBytes = blobs.freeBytes.bind(blobs);
      blobs.freeBytes = async () => null;
      const full = await bringOver(app, org.office.admin, inboxId).finally(() => Object.assign(blobs, { freeBytes }));
      expect(full).toMatchObject({ state: 'paused', problem: 'disk-full', failed: 0, broken: 0 });
      expect(await readdir(join(store, 'incoming'))).toEqual([]);
      await run('mount', ['-o', 'remount,size=64m', store]);
      expect(await again(full.id)).toMatchObject({ state: 'done', seen: 20, copied: 20, broken: 0, failed: 0 });
      const { rows } = await app.db.query(
        `select count(*)::int as files, count(distinct a.sha256)::int as contents from archived_mail m
           join archived_mail_file f on f.mail_id = m.id join attachment a on a.id = f.attachment_id where m.inbox_id = $1 and a.size = 300000`,
        [inboxId],
      );
      expect(rows).toEqual([{ files: 20, contents: 20 }]);
    } finally {
      await run('umount', ['-l', store]);
    }
    return undefined;
  });
});

describe('servers of old mails that hardly answer', () => {
  const MAILS = 205;
  const STEP = 200;
  const FEW = 3;
  const inboxes = (count: number) => ({
    INBOX: Array.from({ length: count }, (_, i) => ({ raw: aMail({ subject: `Chậm ${i}` }) })),
  });
  /** From the second window of the folder on, in the middle of a mail. */
  const MIDDLE = { on: /UID FETCH 201\D[^\r]*BODY/, pass: 1000, mails: MAILS, seen: STEP };
  const CASES = [
    { on: /^$/, pass: 0, dripMs: null, mails: FEW, seen: 0 },
    { on: /LOGIN|AUTHENTICATE/, pass: 0, dripMs: null, mails: FEW, seen: 0 },
    { ...MIDDLE, dripMs: null },
    { on: /UID FETCH[^\r]*BODY/, pass: 1000, dripMs: 100, mails: FEW, seen: 0 },
  ];
  const hurry = (): unknown =>
    Object.assign(app.get(ImapClients).patience, { connectMs: 1000, silentMs: 1000, answerMs: 1500 });
  const beAtEase = (): unknown => Object.assign(app.get(ImapClients).patience, PATIENCE);
  const begin = async (id: string): Promise<string> =>
    (
      (await api(app).as(org.office.admin).post(`/legacy-inboxes/${id}/mail-imports`).expect(201)) as {
        body: { id: string };
      }
    ).body.id;
  const later = async (): Promise<void> => {
    await app.db.query(`update graphile_worker._private_jobs set run_at = now() where run_at > now()`);
    await app.get(Jobs).drain();
  };

  it('are left for later with the reason; the others have their turn, what came stays, and nothing is lost or twice', async () => {
    const [unit] = org.units;
    const server = await serverWith(inboxes(MAILS));
    const small = await serverWith(inboxes(FEW));
    const slow = await Promise.all(
      CASES.map(async (one) => {
        const line = closing(await slowLine((one.mails === MAILS ? server : small).port, one));
        const inboxId = await anInbox(app, unit?.id ?? '', line.port);
        return { ...one, line, inboxId, id: await begin(inboxId) };
      }),
    );
    // Behind each of the three queues.
    const quick = await Promise.all(
      Array.from({ length: 6 }, async () => begin(await anInbox(app, unit?.id ?? '', small.port))),
    );
    hurry();
    await app.get(Jobs).drain();
    for (const { id, seen, line } of slow) {
      expect(await importOf(app, org.office.admin, id)).toMatchObject({ state: 'running', problem: 'too-slow', seen });
      // Once, and then later: whoever is behind it in the queue does not wait for a second try.
      expect(line.tries()).toBe(1);
    }
    for (const id of quick)
      expect(await importOf(app, org.office.admin, id)).toMatchObject({ state: 'done', problem: null, copied: FEW });
    beAtEase();
    for (const { line } of slow) line.mood.on = null;
    const said = server.commands.length;
    await later();
    for (const { id, mails, inboxId } of slow) {
      const done = { state: 'done', problem: null, seen: mails, copied: mails, failed: 0 };
      expect(await importOf(app, org.office.admin, id)).toMatchObject(done);
      expect(await kept(inboxId)).toEqual({ mails, sources: mails, without: 0 });
    }
    // What was there already is not fetched anew.
    expect(server.commands.slice(said).filter((one) => /UID FETCH (?:1|200)[,: ].*BODY/.test(one))).toEqual([]);
  });

  it('hold a proof up, which is asked again later: nothing is said that was not looked at', async () => {
    const server = await serverWith(inboxes(FEW));
    const line = closing(await slowLine(server.port, { on: null, pass: 0, dripMs: null }));
    const inboxId = await anInbox(app, org.units[0]?.id ?? '', line.port);
    await bringOver(app, org.office.admin, inboxId);
    Object.assign(line.mood, { on: /UID FETCH/, pass: 100 });
    const asked = api(app).as(org.office.admin).post(`/legacy-inboxes/${inboxId}/mail-proofs`, { everyHash: false });
    const { id } = ((await asked.expect(201)) as { body: { id: string } }).body;
    const proof = async () =>
      ((await api(app).as(org.office.admin).get(`/mail-proofs/${id}`).expect(200)) as { body: object }).body;
    hurry();
    await app.get(Jobs).drain();
    expect(await proof()).toMatchObject({ state: 'running', agrees: false });
    beAtEase();
    line.mood.on = null;
    await later();
    expect(await proof()).toMatchObject({ state: 'done', agrees: true, onServer: FEW, unexplained: 0 });
  });
});

import { randomUUID } from 'node:crypto';
import { inItems, type AccessCase, type Cases, type Subject } from '../access-case.ts';
import type { Exception } from '../expectation.ts';
import { about, aSecret } from '../subjects.ts';
import { aFile, unique, type World } from '../world.ts';

const FROM_ABOVE: Exception = ['superior.admin', 'allowed', 'administrators see to the units below'];

/** An old inbox of own; its password cannot be opened, so that nothing is ever connected to. */
async function anInbox({ app, units }: World): Promise<Subject> {
  const [id, secret] = [randomUUID(), aSecret()];
  await app.db.query(
    `insert into legacy_inbox (id, unit_id, address, owner, imap_host, imap_port, imap_security, imap_secret, state_since, created_at)
     values ($1, $2, $3, $4, 'imap.vi-du.vn', 993, 'tls', '\\x00', now(), now())`,
    [id, units.own.id, `${unique()}@cu.vi-du.vn`, secret],
  );
  return about({ id }, secret);
}

const anImport =
  (state: string) =>
  async (world: World): Promise<Subject> => {
    const { ids, secret } = await anInbox(world);
    const id = randomUUID();
    await world.app.db.query(
      `insert into mail_import (id, inbox_id, source, state, state_since, problem, requested_by, requested_at) values ($1, $2, 'imap', $3, now(), 'unreachable', $4, now())`,
      [id, ids['id'], state, world.own.admin.id],
    );
    return about({ id }, secret);
  };

async function aProof(world: World): Promise<Subject> {
  const { ids, secret } = await anInbox(world);
  const id = randomUUID();
  await world.app.db.query(
    `insert into mail_proof (id, inbox_id, state, requested_by, requested_at, began_at, ended_at, every_hash, has_server)
     values ($1, $2, 'done', $3, now(), now(), now(), false, true)`,
    [id, ids['id'], world.own.admin.id],
  );
  return about({ id }, secret);
}

/** A mail of own with one file. */
async function aMail(world: World): Promise<Subject> {
  const { app, units, own } = world;
  const { ids, secret } = await anInbox(world);
  const id = randomUUID();
  const [rawId, attachmentId] = [
    await aFile(app, own, `${secret} ${unique()}`),
    await aFile(app, own, `${secret} ${unique()}`),
  ];
  await app.db.query(
    `insert into archived_mail (id, inbox_id, unit_id, content_key, raw_id, sha256, size, received_at, from_name, from_address, to_line, cc_line, subject, snippet,
       file_count, archived_at, words) values ($1::uuid, $2, $3, $1::text, $4, 'x', 1, now(), '', '', '', '', $5, '', 1, now(), '')`,
    [id, ids['id'], units.own.id, rawId, secret],
  );
  await app.db.query(`insert into archived_mail_text (mail_id, content, is_cut, html) values ($1, $2, false, $2)`, [
    id,
    secret,
  ]);
  await app.db.query(`insert into archived_mail_file (mail_id, position, attachment_id) values ($1, 0, $2)`, [
    id,
    attachmentId,
  ]);
  return about({ id, attachmentId }, secret);
}

const inbox: AccessCase = { subject: anInbox, except: [FROM_ABOVE] };
const proof: AccessCase = { subject: aProof, except: [FROM_ABOVE] };

export const MAIL_ARCHIVE: Cases = {
  'MailImportsController.start': { ...inbox, perCaller: true },
  'MailImportsController.list': inbox,
  'MailImportsController.upload': {
    ...inbox,
    perCaller: true,
    finish: (request) => request.attach('file', Buffer.from(`Subject: ${unique()}\r\n\r\n`), 'thư.eml'),
  },
  'MailImportsController.one': { subject: anImport('done'), except: [FROM_ABOVE] },
  'MailImportsController.pause': { subject: anImport('waiting'), perCaller: true, except: [FROM_ABOVE] },
  'MailImportsController.resume': { subject: anImport('paused'), perCaller: true, except: [FROM_ABOVE] },
  'MailImportsController.cancel': { subject: anImport('paused'), perCaller: true, except: [FROM_ABOVE] },
  'MailProofsController.ask': { ...inbox, perCaller: true, body: () => ({ everyHash: false }) },
  'MailProofsController.list': inbox,
  'MailProofsController.one': proof,
  'MailProofsController.differences': proof,
  'MailProofsController.html': proof,
  'MailProofsController.pdf': proof,
  'ArchivedMailsController.list': { subject: aMail, query: () => 'limit=200', shows: inItems },
  'ArchivedMailsController.one': { subject: aMail },
  'ArchivedMailsController.html': { subject: aMail },
  'ArchivedMailsController.raw': { subject: aMail },
  'ArchivedMailsController.file': { subject: aMail },
};

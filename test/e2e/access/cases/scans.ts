import { randomUUID } from 'node:crypto';
import type { Cases, Subject } from '../access-case.ts';
import { about, aDocument } from '../subjects.ts';
import { aFile, FILE_SECRET, type World } from '../world.ts';

/** A file of own that no scanner could look into. */
async function unscannable(world: World): Promise<Subject> {
  const id = await aFile(world.app, world.own, `${FILE_SECRET} ${randomUUID()}`);
  await saidOf(world, id, `'unscannable', null, 'encrypted'`);
  return about({ id });
}

/** A document of own whose file is infected. */
async function alerted(world: World): Promise<Subject> {
  const attachmentId = await aFile(world.app, world.own, `${FILE_SECRET} ${randomUUID()}`);
  await saidOf(world, attachmentId, `'infected', 'Test.Signature', null`);
  const { id, secret } = await aDocument(world, 'own', 'draft', {
    by: world.own.clerk,
    more: { attachmentIds: [attachmentId] },
  });
  return about({ id }, secret);
}

async function saidOf({ app }: World, attachmentId: string, verdict: string): Promise<void> {
  await app.db.query(
    `insert into blob_scan (sha256, state, signature, reason, scanned_at, asked_at) select sha256, ${verdict}, now(), now() from attachment where id = $1`,
    [attachmentId],
  );
}

export const SCANS: Cases = {
  'ScansController.scanner': { subject: async () => about({}), scope: 'everybody' },
  'ScansController.release': {
    subject: unscannable,
    body: () => ({ reason: 'Tệp nén có mật khẩu theo yêu cầu của nơi nhận' }),
  },
  'ScanAlertsController.list': {
    subject: alerted,
    query: () => 'limit=200',
    shows: (body: { items: { documentId: string }[] }, { ids }) =>
      body.items.some((item) => item.documentId === ids['id']),
    except: [
      ['own.member', 'filtered', 'a draft is for its drafter, clerks and leaders'],
      ['member-and.*', 'filtered', 'a member here, whatever they are elsewhere'],
    ],
  },
};

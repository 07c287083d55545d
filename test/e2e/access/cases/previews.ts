import type { Cases, Subject } from '../access-case.ts';
import { about, aDelivery, aDocument } from '../subjects.ts';
import type { World } from '../world.ts';

const PAGE = '1';

/** Puts a picture where a file's first page would be, and what stands in it: as if it had been made. */
async function shown({ app }: World, attachmentId: string): Promise<void> {
  const of = `select sha256, size from attachment where id = $1`;
  await app.db.query(
    `insert into preview (sha256, state, media_type, page_count, asked_at, made_at)
     select sha256, 'ready', 'text/plain', 1, now(), now() from (${of}) a on conflict do nothing`,
    [attachmentId],
  );
  await app.db.query(
    `insert into preview_page (sha256, page, blob_sha256, size, width, height) select sha256, 1, sha256, size, 1, 1 from (${of}) a on conflict do nothing`,
    [attachmentId],
  );
  await app.db.query(
    `insert into preview_text (sha256, content, folded, is_cut) select sha256, 'tep-kin', 'tep-kin', false from (${of}) a on conflict do nothing`,
    [attachmentId],
  );
}

async function ofUploader(world: World): Promise<Subject> {
  await shown(world, world.files.own);
  return about({ id: world.files.own, page: PAGE });
}

async function ofSender(world: World): Promise<Subject> {
  await shown(world, world.files.own);
  const { id, secret } = await aDocument(world, 'own', 'issued');
  return about({ id, attachmentId: world.files.own, page: PAGE }, secret);
}

async function ofReceiver(world: World): Promise<Subject> {
  await shown(world, world.files.partner);
  const { id, secret } = await aDelivery(world);
  return about({ id, attachmentId: world.files.partner, page: PAGE }, secret);
}

const all = (controller: string, subject: (world: World) => Promise<Subject>): Cases =>
  Object.fromEntries(['list', 'page', 'text'].map((route) => [`${controller}.${route}`, { subject }]));

export const PREVIEWS: Cases = {
  ...all('PreviewsController', ofUploader),
  ...all('OutgoingPreviewsController', ofSender),
  ...all('IncomingPreviewsController', ofReceiver),
};

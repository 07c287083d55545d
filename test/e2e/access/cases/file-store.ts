import { randomBytes, randomUUID } from 'node:crypto';
import type { Cases } from '../access-case.ts';
import { about } from '../subjects.ts';

interface Shown {
  readonly items: { readonly attachments: { readonly id: string }[] }[];
}

export const FILE_STORE: Cases = {
  'DamagedFilesController.list': {
    subject: async ({ app, files }) => {
      // A file of its own, so that nothing else is called damaged.
      const sha256 = randomBytes(32).toString('hex');
      await app.db.query(`insert into blob (sha256, size, stored_at) values ($1, 9, now())`, [sha256]);
      await app.db.query(
        `insert into blob_keeping (sha256, size, claimed_at, verdict, found_at) values ($1, 9, now(), 'damaged', now())`,
        [sha256],
      );
      const id = randomUUID();
      await app.db.query(
        `insert into attachment (id, unit_id, name, sha256, size, media_type, uploaded_by, uploaded_at)
         select $2, unit_id, name, $3, 9, media_type, uploaded_by, uploaded_at from attachment where id = $1`,
        [files.own, id, sha256],
      );
      return about({ id });
    },
    query: () => 'limit=200',
    shows: (body: Shown, subject) =>
      body.items.some(({ attachments }) => attachments.some(({ id }) => id === subject.ids['id'])),
    except: [['superior.admin', 'allowed', 'administrators answer for the files of every unit below']],
  },
};

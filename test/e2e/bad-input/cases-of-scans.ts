import { randomUUID } from 'node:crypto';
import { api } from '../../support/api.ts';
import type { Case } from './case.ts';
import type { World } from './world.ts';

/** A file of the office that no scanner could look into. */
async function unscannable({ app, boss, officeId }: World): Promise<string> {
  const sent = api(app)
    .as(boss)
    .post('/attachments')
    .field('unitId', officeId)
    .attach('file', Buffer.from(`Kính gửi ${randomUUID()}`), 'thư.txt');
  const { body } = (await sent.expect(201)) as { body: { items: { id: string; sha256: string }[] } };
  await app.db.query(
    `insert into blob_scan (sha256, state, reason, scanned_at, asked_at) values ($1, 'unscannable', 'encrypted', now(), now())`,
    [body.items[0]?.sha256],
  );
  return body.items[0]?.id ?? '';
}

export function scansCases(world: World): Record<string, Case> {
  return {
    'scans.release': {
      who: world.boss,
      ids: async () => ({ id: await unscannable(world) }),
      body: () => ({ reason: 'Tệp nén có mật khẩu theo yêu cầu của nơi nhận' }),
    },
  };
}

import type { Cases } from '../access-case.ts';
import { about, unitX } from '../subjects.ts';
import type { World } from '../world.ts';

const theFile = async ({ files }: World) => about({ id: files.own });

export const ATTACHMENTS: Cases = {
  'AttachmentsController.upload': {
    subject: unitX,
    finish: (request, { ids }) =>
      request.field('unitId', ids['id'] ?? '').attach('file', Buffer.from('Kính gửi\n'), 'thư.txt'),
    namesUnit: true,
  },
  'AttachmentsController.one': { subject: theFile },
  'AttachmentsController.content': { subject: theFile },
};

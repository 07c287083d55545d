import type { Cases } from '../access-case.ts';
import { about, unitX } from '../subjects.ts';
import type { World } from '../world.ts';

const theFile = async ({ files }: World) => about({ id: files.own });

export const ATTACHMENTS: Cases = {
  'AttachmentsController.upload': {
    subject: unitX,
    finish: (request, { ids }) => request.field('unitId', ids['id'] ?? '').attach('file', Buffer.from('Kính gửi\n'), 'thư.txt'),
    except: [['admin-and.*', 'forbidden', 'belongs to the unit named, so the role is named too']],
  },
  'AttachmentsController.one': { subject: theFile },
  'AttachmentsController.content': { subject: theFile },
};

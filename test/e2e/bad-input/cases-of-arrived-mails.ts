import { anArrivedMail } from '../../support/arrived-mail.ts';
import type { Case } from './case.ts';
import { fresh } from './cases-of-admins.ts';
import type { World } from './world.ts';

/** Calls about mails to the old inboxes. */
export function arrivedMailCases({ app, head: who, schoolId }: World): Record<string, Case> {
  let fileId = '';
  const mail = async () => {
    const made = await anArrivedMail(app, schoolId, { subject: `thu-${fresh()}` });
    ({ fileId } = made);
    return { id: made.id };
  };
  return {
    'arrivedMails.register': {
      who,
      ids: mail,
      body: () => ({
        authorName: 'Sở Giáo dục',
        symbol: `15-KH/${fresh()}`,
        documentDate: '2020-05-15',
        typeCode: 'ke_hoach',
        subject: 'Kế hoạch hè',
        signerName: 'Phạm C',
        urgency: 'normal',
        purpose: 'act',
        secrecy: 'none',
        fileIds: fileId ? [fileId] : [],
        includeMessage: true,
        register: true,
        acceptDuplicate: false,
      }),
    },
    'arrivedMails.dismiss': {
      who,
      ids: mail,
      body: () => ({ code: 'spam', text: 'Thư quảng cáo, không phải văn bản' }),
    },
  };
}

import { createTransport } from 'nodemailer';
import { MailCatcher } from '../../../../src/platform/mail/catcher/mail-catcher.ts';
import type { AccessCase, Cases, Subject } from '../access-case.ts';
import { about } from '../subjects.ts';
import type { World } from '../world.ts';

const open: AccessCase = { subject: async () => about({}) };

async function aCaughtMail({ app }: World): Promise<Subject> {
  const transport = createTransport(await app.get(MailCatcher).url());
  await transport.sendMail({ from: 'gnvb@vi-du.vn', to: 'an@vi-du.vn', subject: 'thử', text: 'thử' });
  transport.close();
  return about({ n: '1' });
}

/** The clock of the test stands in 2020: to the database its jobs have waited for years. */
async function youngJobs({ app }: World): Promise<Subject> {
  await app.db.query(`update graphile_worker._private_jobs set run_at = now()`);
  return about({});
}

/** What needs no unit: pages for everybody, and lists that are the same for all who are signed in. */
export const OPEN: Cases = {
  'HealthController.live': open,
  'HealthController.ready': { subject: youngJobs },
  'OpenApiController.document': open,
  'OpenApiController.page': open,
  'OpenApiController.start': open,
  'OpenApiController.asset': { subject: async () => about({ asset: 'swagger-ui.css' }) },
  // Only there outside production, and only for this machine: dev-mail has its own test for everybody else.
  'DevMailController.list': open,
  'DevMailController.json': open,
  'DevMailController.one': { subject: aCaughtMail },
  'DocumentTypesController.list': { ...open, scope: 'everybody' },
};

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Jobs } from '../../../src/platform/jobs/jobs.ts';
import { api } from '../../support/api.ts';
import type { TestApp } from '../../support/app.ts';
import { startLine, type ImapServer } from '../../support/imap-server.ts';
import { anOrganisation, type Organisation } from '../../support/organisation.ts';
import { Dovecot } from '../../support/peers/dovecot.ts';
import { describeWithPeer } from '../../support/peers/peer.ts';
import { aMail, plantInbox } from './mails.ts';
import { anInbox, bringOver, startArchive } from './world.ts';

const INBOXES = 3;
const EACH = 100;
/** In the mail as it is sent. */
const LARGE = 40 * 1024 * 1024;

describeWithPeer('old inboxes on a Dovecot', ['dovecot'], () => {
  let app: TestApp;
  let org: Organisation;
  let dovecot: Dovecot;
  const lines: Omit<ImapServer, 'folder'>[] = [];
  beforeAll(async () => {
    dovecot = await Dovecot.start();
    app = await startArchive();
    org = await anOrganisation(app, 1);
  });
  afterAll(async () => {
    for (const line of lines) await line.close();
    await app.stop();
    await dovecot.stop();
  });

  it('come over whole over lines that break, a mail of 40 MB too, and the proof agrees hash by hash', async () => {
    const bytes = Buffer.alloc((LARGE * 3) / 4, 'tệp lớn ');
    const large = aMail({ subject: 'Tệp lớn', files: [{ name: 'lớn.bin', type: 'application/octet-stream', bytes }] });
    for (let n = 0; n < INBOXES; n++) {
      const { folders, mails, distinct } = plantInbox(n, EACH);
      const extra = n === 0 ? [{ raw: large }] : [];
      await dovecot.plant(`hop${n}`, { ...folders, INBOX: [...(folders['INBOX'] ?? []), ...extra] });
      const line = await startLine(dovecot.port);
      lines.push(line);
      line.cutAfter(100_000);
      const login = { user: `hop${n}`, password: Dovecot.password };
      const inboxId = await anInbox(app, org.units[0]?.id ?? '', line.port, login);
      const done = await bringOver(app, org.office.admin, inboxId);
      expect(done).toMatchObject({
        state: 'done',
        failed: 0,
        seen: mails + extra.length,
        copied: distinct + extra.length,
      });
      expect(line.cuts()).toBe(1);
      const asked = api(app).as(org.office.admin).post(`/legacy-inboxes/${inboxId}/mail-proofs`, { everyHash: true });
      const { body } = (await asked.expect(201)) as { body: { id: string } };
      await app.get(Jobs).drain();
      const proof = (await api(app).as(org.office.admin).get(`/mail-proofs/${body.id}`).expect(200)) as {
        body: object;
      };
      expect(proof.body).toMatchObject({
        state: 'done',
        agrees: true,
        unexplained: 0,
        hashed: mails + extra.length,
        isStale: false,
      });
      expect(line.commands.join('\n')).not.toMatch(
        /\b(?:SELECT|STORE|EXPUNGE|DELETE|APPEND|COPY|MOVE|CLOSE|RENAME)\b/i,
      );
      if (n > 0) continue;
      const { rows } = await app.db.query<{ sha256: string; part: string }>(
        `select m.sha256, a.sha256 as part from archived_mail m join archived_mail_file f on f.mail_id = m.id join attachment a on a.id = f.attachment_id
         where m.inbox_id = $1 and m.subject = 'Tệp lớn'`,
        [inboxId],
      );
      const hash = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
      expect(rows).toEqual([{ sha256: hash(Buffer.from(large, 'latin1')), part: hash(bytes) }]);
    }
  });
});

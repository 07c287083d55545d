import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { FollowUp } from '../../src/mail-gateway/follow-up.job.ts';
import { Intake } from '../../src/mail-gateway/intake.service.ts';
import type { TestApp } from './app.ts';

/** A mail with one file that waits at a unit, taken in as the gateway does it. */
export async function anArrivedMail(
  app: TestApp,
  unitId: string,
  {
    subject,
    from = `so-${randomUUID()}@so.example`,
    message,
    isTrusted = false,
  }: {
    readonly subject: string;
    readonly from?: string;
    /** The whole of it, instead of a plain one. */
    readonly message?: string;
    /** It comes by the server in front. */
    readonly isTrusted?: boolean;
  },
): Promise<{ readonly id: string; readonly fileId: string; readonly inboxId: string }> {
  const inboxId = randomUUID();
  await app.db.query(
    `insert into legacy_inbox (id, unit_id, address, state, state_since, created_at) values ($1, $2, $3, 'retired', now(), now())`,
    [inboxId, unitId, `cu-${inboxId}@cu.example`],
  );
  const text = [
    `From: ${from}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@so.example>`,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    `--b\r\nContent-Type: text/plain\r\n\r\n${subject}`,
    `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${subject}.txt"\r\n\r\nKinh gui\r\n--b--\r\n`,
  ].join('\r\n');
  const envelope = {
    from,
    inboxIds: [inboxId],
    cameBy: 'gateway',
    peer: '127.0.0.1',
    isTrusted,
    arrivedAt: null,
  } as const;
  const { signal } = new AbortController();
  await app.get(Intake).take(Readable.from([Buffer.from(message ?? text)]), { ...envelope, mostBytes: 1e6 }, signal);
  // Whatever the cutover of this application: it waits.
  const { rows } = await app.db.query<{ id: string; mailId: string }>(
    `update arrived_mail set side = 'after', state = 'waiting', kept_because = null
     where id in (select arrived_id from arrived_mail_inbox where inbox_id = $1) returning id, mail_id as "mailId"`,
    [inboxId],
  );
  const { id = '', mailId = '' } = rows[0] ?? {};
  await app.get(FollowUp).run({ mailId }, { attempt: 1, isLastAttempt: false, signal });
  const files = await app.db.query<{ id: string }>(`select id from received_mail_file where mail_id = $1`, [mailId]);
  return { id, fileId: files.rows[0]?.id ?? '', inboxId };
}

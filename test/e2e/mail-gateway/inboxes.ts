import { randomUUID } from 'node:crypto';
import { MailGateway } from '../../../src/mail-gateway/mail-gateway.ts';
import { MovableClock } from '../../../src/platform/clock/clock.ts';
import type { SettingName } from '../../../src/platform/config/settings.ts';
import { startTestApp, type TestApp } from '../../support/app.ts';
import { aStaffedUnit, type StaffedUnit } from '../../support/organisation.ts';
import { aUnit } from '../../support/people.ts';

export const CUTOVER = '2020-06-01T00:00:00+07:00';
export const A_DAY_AFTER = new Date('2020-06-02T09:00:00+07:00');

export interface Office {
  readonly app: TestApp;
  readonly smtp: number;
  readonly lmtp: number;
  readonly school: StaffedUnit;
  readonly bank: StaffedUnit;
  /** Old addresses: two of the school, one of the bank. */
  readonly inboxes: { readonly school: string; readonly schoolToo: string; readonly bank: string };
}

/** Two units with three old inboxes, a day after the cutover, the gateway open. */
export async function anOffice(
  config: Partial<Record<SettingName, string>> = {},
  clock = new MovableClock(A_DAY_AFTER),
): Promise<Office> {
  const app = await startTestApp({
    clock,
    config: {
      CUTOVER_AT: CUTOVER,
      MAIL_GATEWAY_PORT: '0',
      MAIL_GATEWAY_LMTP_PORT: '0',
      LEGACY_IMAP_ALLOWED_NETWORKS: '127.0.0.0/8',
      ...config,
    },
  });
  const block = await aUnit(app, { kind: 'block' });
  const school = await aStaffedUnit(app, { name: 'Đoàn trường Đại học', parentId: block.id, channel: 'system' });
  const bank = await aStaffedUnit(app, { name: 'Đoàn Ngân hàng', parentId: block.id, channel: 'system' });
  const inboxes = {
    school: await anInbox(app, school.id, 'doan.truong@cu.example'),
    schoolToo: await anInbox(app, school.id, 'van.phong@cu.example'),
    bank: await anInbox(app, bank.id, 'doan.ngan.hang@cu.example'),
  };
  const { smtp, lmtp } = await app.get(MailGateway).start();
  return { app, smtp: smtp ?? 0, lmtp: lmtp ?? 0, school, bank, inboxes };
}

/** @returns its address */
export async function anInbox(app: TestApp, unitId: string, address: string, state = 'retired'): Promise<string> {
  await app.db.query(
    `insert into legacy_inbox (id, unit_id, address, state, state_since, created_at) values ($1, $2, $3, $4, $5, $5)`,
    [randomUUID(), unitId, address, state, app.clock.now()],
  );
  return address;
}

let count = 0;

/** A plain mail with an id of its own. */
export function aMail(
  options: {
    readonly id?: string;
    readonly subject?: string;
    readonly head?: readonly string[];
    readonly body?: string;
  } = {},
): string {
  const { id = `thu-${(count += 1)}@so.example`, subject = 'Báo cáo', head = [], body = 'Kính gửi' } = options;
  return [
    ...head,
    'From: Van thu <van.thu@so.example>',
    'To: doan.truong@cu.example',
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    'Date: Tue, 2 Jun 2020 08:59:00 +0700',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    body,
  ].join('\r\n');
}

export async function rowsOf(
  app: TestApp,
): Promise<{ side: string; state: string; unitId: string; subject: string }[]> {
  const { rows } = await app.db.query<{ side: string; state: string; unitId: string; subject: string }>(
    `select a.side, a.state, a.unit_id as "unitId", m.subject from arrived_mail a join received_mail m on m.id = a.mail_id order by a.arrived_at, m.subject`,
  );
  return rows;
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { localDate } from '../calendar/working-calendar.ts';
import { isAfterCutover } from '../legacy-inboxes/cutover-date.policy.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Tx } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { JobHandler } from '../platform/jobs/job-handler.ts';
import { renderLetter } from '../platform/mail/letter.ts';
import { Mail } from '../platform/mail/mail.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { REMIND } from './cutover.tasks.ts';

const REMINDER = 'cutover.reminder';
const BATCH = 500;

const TO_REMIND = `select i.id, i.address, i.owner, unit_name_on(i.unit_id, $1::date) as "unitName"
  from legacy_reminder m join legacy_inbox i on i.id = m.inbox_id
  where m.day = $1::date and i.state <> 'retired' and m.inbox_id > $2 order by m.inbox_id limit ${BATCH}`;

interface Reminded {
  readonly [column: string]: unknown;
  readonly id: string;
  readonly address: string;
  readonly owner: string | null;
  readonly unitName: string;
}

/** One mail for each inbox and day. It says what is to be done and nothing of any document, so that it may also go after the date. */
@Injectable()
export class SendReminders extends JobHandler<{ readonly day: string }> implements OnModuleInit {
  readonly task = REMIND;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly mail: Mail,
  ) {
    super();
  }

  onModuleInit(): void {
    this.mail.beforeSending(REMINDER, ({ purposeKey }) => this.objection(purposeKey.split(':')[0] ?? ''));
  }

  async run({ day }: { readonly day: string }): Promise<void> {
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after) {
      const from: string = after;
      after = await this.work.run((tx) => this.remindBatch(tx, day, from));
    }
  }

  private async remindBatch(tx: Tx, day: string, after: string): Promise<string | null> {
    const rows = await tx.rows<Reminded>(TO_REMIND, [day, after]);
    await this.mail.queue(
      tx,
      rows.map((row) => this.compose(row, day)),
    );
    return rows.length === BATCH ? (rows.at(-1)?.id ?? null) : null;
  }

  private compose(row: Reminded, day: string): OutgoingMail {
    const [at, now] = [this.config.cutoverAt, this.clock.now()];
    const date = at === null ? null : localDate(at).split('-').toReversed().join('/');
    const ends =
      date === null ? 'sẽ ngừng dùng' : `${isAfterCutover(now, at) ? 'đã ngừng dùng' : 'ngừng dùng'} từ ngày ${date}`;
    return {
      purpose: REMINDER,
      purposeKey: `${row.id}:${day}`,
      recipient: { name: row.owner ?? row.unitName, address: row.address },
      subject: `Hộp thư này ${ends}: chuyển sang hệ thống gửi, nhận văn bản`,
      ...renderLetter({
        paragraphs: [
          `Kính gửi: ${row.unitName}`,
          `Hộp thư ${row.address} ${ends}. Từ đó văn bản chỉ gửi và nhận qua hệ thống gửi, nhận văn bản.`,
          'Đề nghị đơn vị đăng nhập hệ thống, mở và xác nhận các văn bản đang chờ. Ai chưa có tài khoản, liên hệ quản trị của đơn vị cấp trên.',
        ],
        action: { label: 'Vào hệ thống', url: this.config.publicUrl },
        notes: ['Thư này chỉ nhắc việc, không kèm văn bản nào.'],
      }),
      attachmentIds: [],
    };
  }

  private async objection(inboxId: string): Promise<string | null> {
    const living = await this.database.first(`select id from legacy_inbox where id = $1 and state <> 'retired'`, [
      inboxId,
    ]);
    return living ? null : 'withheld: the inbox is retired';
  }
}

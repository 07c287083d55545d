import { mailText, type RehearsedMail } from './mails.data.ts';
import { BLOCKER_WORDS, CUTOVER, LAST_MOMENT } from './organisation.data.ts';
import { ADMIN } from './prologue.scenes.ts';
import type { Stage } from './stage.ts';
import { publish } from './training.scenes.ts';

export const A_SENDER = 'van.thu@so.example';

/** Sends a mail through the gateway as a mail server does. @returns the code it was answered */
export async function sendIn(
  stage: Stage,
  mail: RehearsedMail,
  raw: string | Buffer = mailText(mail),
): Promise<number> {
  const { createTransport } = await import('nodemailer');
  const client = createTransport({ host: '127.0.0.1', port: stage.parts.gatewayPort, ignoreTLS: true });
  try {
    await client.sendMail({ envelope: { from: mail.from ?? A_SENDER, to: [mail.to] }, raw });
    return 250;
  } catch (error) {
    return (error as { responseCode?: number }).responseCode ?? 0;
  } finally {
    client.close();
  }
}

/** One that has to be there afterwards, on this side of the line. */
export async function sendAndNote(stage: Stage, mail: RehearsedMail, side: 'before' | 'after'): Promise<void> {
  const code = await sendIn(stage, mail);
  if (code === 250) stage.accepted.set(mail.subject, side);
  else stage.narrator.promise(`cổng thư nhận thư "${mail.subject}"`, false, String(code));
}

/** 28/5: one press reminds everybody who still has an old inbox. */
export async function remind(stage: Stage): Promise<void> {
  const { narrator, desk, provider } = stage;
  narrator.at('2020-05-28T08:30:00+07:00', 'Nhắc việc qua hộp thư cũ');
  const before = provider.delivered.length;
  const { reminded } = await desk.post<{ reminded: number }>(ADMIN, '/cutover/reminders');
  await stage.settle();
  const again = await desk.post<{ reminded: number; already: number }>(ADMIN, '/cutover/reminders');
  narrator.tell(`Nhắc ${reminded} hộp thư; bấm lần nữa: ${again.reminded} (đã nhắc hôm nay: ${again.already}).`);
  const mails = provider.delivered.slice(before);
  narrator.promise(
    'mỗi hộp thư được nhắc một lần mỗi ngày',
    mails.length === reminded && again.reminded === 0,
    `${mails.length}`,
  );
  narrator.promise(
    'thư nhắc không có nội dung văn bản nào',
    mails.every(({ raw }) => !raw.toString().includes('gui-nhan')),
  );
}

/** The last moment and the first, a thousandth of a second apart. */
export async function midnight(stage: Stage): Promise<void> {
  const { narrator, provider } = stage;
  const running = stage.inboxes('last').map(({ address }) => address);
  const copies = () => running.reduce((sum, address) => sum + provider.to(address).length, 0);
  const [first = ''] = running;

  narrator.at(LAST_MOMENT, 'Phần nghìn giây cuối cùng');
  const atStart = copies();
  await publish(stage, 'Văn bản gửi lúc 23:59:59.999');
  await stage.settle();
  narrator.promise(
    `trước giờ chuyển: còn gửi kèm vào ${running.length} hộp thư`,
    copies() === atStart + running.length,
    String(copies() - atStart),
  );
  await sendAndNote(stage, { id: 'truoc@so.example', to: first, subject: 'Thư đến lúc 23:59:59.999' }, 'before');
  await publish(stage, 'Văn bản bấm gửi trước, việc nền chạy sau');
  const atEnd = copies();

  narrator.at(CUTOVER, 'Đúng giờ chuyển đổi');
  await stage.settle();
  narrator.promise('thư đang chờ từ trước giờ chuyển không đi nữa', copies() === atEnd, String(copies() - atEnd));
  await publish(stage, 'Văn bản gửi lúc 00:00:00.000');
  await stage.settle();
  narrator.promise('từ 00:00:00.000 không nội dung nào vào hộp thư cũ', copies() === atEnd, String(copies() - atEnd));
  await sendAndNote(stage, { id: 'sau@so.example', to: first, subject: 'Thư đến lúc 00:00:00.000' }, 'after');
}

interface Overview {
  readonly inboxes: Readonly<Record<string, number>>;
  readonly blockers: readonly { readonly blocker: string; readonly count: number }[];
}

interface UnitRoad {
  readonly unitCode: string;
  readonly step: string;
  readonly blockers: readonly string[];
  readonly contact: { readonly name: string } | null;
}

export const waitingUnits = async (stage: Stage): Promise<UnitRoad[]> =>
  (await stage.desk.get<{ items: UnitRoad[] }>(ADMIN, '/cutover/units?blocked=true&limit=200')).items;

/** Those that have not arrived, why, and whom to call. */
export async function waitingLines(stage: Stage): Promise<string[]> {
  return (await waitingUnits(stage)).map(({ unitCode, blockers, contact }) => {
    const why = blockers.map((blocker) => BLOCKER_WORDS[blocker] ?? blocker).join(', ');
    return `${unitCode} (${why}; gọi ${contact?.name ?? 'quản trị cấp trên'})`;
  });
}

/** The minute after: what is ready is retired, what is not is on a list. */
export async function retireBySelf(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-06-01T00:01:00+07:00', 'Hệ thống tự cho nghỉ những hộp thư đủ điều kiện');
  await stage.minute();
  const { inboxes } = await desk.get<Overview>(ADMIN, '/cutover');
  const proven = stage.inboxes('early', 'file').filter(({ unit }) => unit !== 'TH-02').length;
  narrator.promise(
    `${proven} hộp thư đã đối chiếu khớp của đơn vị sẵn sàng tự nghỉ`,
    inboxes['retired'] === proven,
    JSON.stringify(inboxes),
  );
  narrator.promise(
    'không hộp thư nào còn chạy song song',
    inboxes['active'] === 0 && inboxes['dual_run'] === 0,
    JSON.stringify(inboxes),
  );
  for (const line of await waitingLines(stage)) narrator.tell(`Chưa xong: ${line}.`);
}

import { mailText, oldMails, asMbox } from './mails.data.ts';
import { LOGIN, openImap, SENT } from './old-provider.ts';
import { accountTable, clerkOf, CUTOVER, inboxTable, INBOXES, OFFICE, UNITS, unitTable } from './organisation.data.ts';
import type { Stage } from './stage.ts';

export const ADMIN = 'quantri';
export const PASSWORD = 'Rèn luyện 47 cây thông xanh';

interface Import {
  readonly id: string;
  readonly totals: { readonly create: number; readonly error: number } | null;
  readonly application: { readonly applied: number } | null;
}

async function check(stage: Stage, kind: string, table: string): Promise<Import> {
  const { id } = await stage.desk.upload<Import>(ADMIN, '/imports', { kind }, `${kind}.csv`, Buffer.from(table));
  await stage.settle();
  return stage.desk.get<Import>(ADMIN, `/imports/${id}`);
}

async function apply(stage: Stage, { id }: Import): Promise<number> {
  await stage.desk.post(ADMIN, `/imports/${id}/application`);
  await stage.settle();
  return (await stage.desk.get<Import>(ADMIN, `/imports/${id}`)).application?.applied ?? 0;
}

/** 04/5: units and people, from tables. */
export async function listUnits(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-05-04T08:00:00+07:00', 'Lập danh mục đơn vị và tài khoản');
  const units = await check(stage, 'units', unitTable());
  narrator.tell(
    `Tải lên danh sách đơn vị: kiểm tra thấy ${units.totals?.create} đơn vị mới, ${units.totals?.error} dòng lỗi; chưa ghi gì.`,
  );
  narrator.promise('mọi đơn vị trong danh sách được ghi', (await apply(stage, units)) === UNITS.length);
  const accounts = await check(stage, 'accounts', accountTable());
  const applied = await apply(stage, accounts);
  narrator.tell(`Ghi ${applied} tài khoản; chưa ai có mật khẩu.`);
  const { items } = await desk.get<{ items: { id: string; code: string }[] }>(ADMIN, '/units?limit=200');
  for (const { id, code } of items) stage.know(code, id);
  await desk.post(ADMIN, `/units/${stage.id(OFFICE.code)}/terms`, {
    ordinal: 'VI',
    name: '2017–2022',
    startsOn: '2017-09-01',
  });
  await activate(stage, OFFICE.code);
}

/** Everybody at a unit gets a code and chooses a password. */
export async function activate(stage: Stage, code: string): Promise<void> {
  const issued = await stage.desk.post<{ items: { username: string; code: string }[] }>(ADMIN, '/activation-codes', {
    unitId: stage.id(code),
    again: true,
  });
  const own = new Set([clerkOf(code), `bithu.${code.toLowerCase()}`]);
  for (const { username, code: secret } of issued.items.filter((item) => own.has(item.username))) {
    stage.desk.knows(username, PASSWORD);
    await stage.desk.post(null, '/activations', { username, code: secret, password: PASSWORD });
  }
}

/** 05/5: the old inboxes, from a table that has a mistake first. */
export async function listInboxes(stage: Stage): Promise<void> {
  const { narrator, provider, desk } = stage;
  narrator.at('2020-05-05T08:00:00+07:00', 'Lập danh mục hộp thư cũ');
  const start = await openImap();
  for (const { address } of stage.inboxes('early', 'last', 'changed')) {
    const { inbox, sent } = oldMails(address);
    provider.inboxes.set(address, await start({ INBOX: inbox, [SENT]: sent }));
  }
  const portOf = (address: string) => provider.inboxes.get(address)?.port ?? null;
  const wrong = inboxTable(portOf, LOGIN, ({ unit }) => (unit === 'TH-02' ? 'TH-09' : unit));
  const tried = await check(stage, 'legacy-inboxes', wrong);
  narrator.tell(
    `Chạy thử tệp hộp thư: ${tried.totals?.create} dòng đúng, ${tried.totals?.error} dòng ghi nhầm mã đơn vị.`,
  );
  narrator.promise(
    'chạy thử chỉ ra dòng sai và chưa ghi gì',
    tried.totals?.error === 1 && (await inboxesOf(stage)).length === 0,
  );
  await desk.post(ADMIN, `/imports/${tried.id}/cancellation`);
  const applied = await apply(stage, await check(stage, 'legacy-inboxes', inboxTable(portOf, LOGIN)));
  narrator.promise(`đủ ${INBOXES.length} hộp thư trong danh mục`, applied === INBOXES.length, String(applied));
  const listed = await inboxesOf(stage);
  for (const { id, address } of listed) stage.know(address, id);
  narrator.promise(
    'không câu trả lời nào của hệ thống cho xem lại mật khẩu IMAP',
    !JSON.stringify(listed).includes(LOGIN.password),
  );
}

async function inboxesOf(stage: Stage): Promise<{ id: string; address: string; state: string }[]> {
  return (
    await stage.desk.get<{ items: { id: string; address: string; state: string }[] }>(
      ADMIN,
      '/legacy-inboxes?limit=200',
    )
  ).items;
}

/** 12/5: both ways begin. */
export async function beginDualRun(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-05-12T08:00:00+07:00', 'Bắt đầu chạy song song');
  const running = stage.inboxes('early', 'last', 'changed');
  for (const { address } of running) await desk.post(ADMIN, `/legacy-inboxes/${stage.id(address)}/dual-run`);
  const { daysLeft, inboxes } = await desk.get<{ daysLeft: number; inboxes: { dual_run: number } }>(ADMIN, '/cutover');
  narrator.tell(`${inboxes.dual_run} hộp thư chạy song song; còn ${daysLeft} ngày đến ${CUTOVER.slice(0, 10)}.`);
  narrator.promise('đếm ngược đúng số ngày', daysLeft === 20, String(daysLeft));
}

/** Mails of the inbox that is only a file any more. */
export const fileOfMails = (address: string): Buffer =>
  asMbox([
    ...oldMails(address).inbox.slice(0, 12),
    mailText({ id: `${address}.cuoi`, to: address, subject: 'Thư cuối cùng trong tệp' }),
  ]);

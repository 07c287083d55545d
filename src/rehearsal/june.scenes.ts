import { beginImports, prove } from './bringing-over.scenes.ts';
import { clerkOf } from './organisation.data.ts';
import { activate, ADMIN } from './prologue.scenes.ts';
import { A_SENDER, sendAndNote, sendIn, waitingLines, waitingUnits } from './night.scenes.ts';
import type { Stage } from './stage.ts';
import { acknowledgeAll } from './training.scenes.ts';

interface ArrivedMail {
  readonly id: string;
  readonly subject: string;
  readonly state: string;
  readonly noReplyBecause?: string | null;
}

/** 01/6: those that ran to the last moment are brought over; the service retires them by itself. */
export async function finishTheLast(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-06-01T08:00:00+07:00', 'Chép nốt và đối chiếu những hộp thư chạy đến phút cuối');
  await beginImports(stage, stage.inboxes('last'));
  await stage.settle();
  for (const inbox of stage.inboxes('last')) {
    const { agrees, same, differences } = await prove(stage, inbox);
    narrator.promise(`${inbox.address}: khớp (${same} giống hệt)`, agrees, JSON.stringify(differences));
  }
  narrator.later(60_000);
  await stage.minute();
  const states = await statesOf(stage);
  narrator.promise(
    'phút sau hệ thống tự cho nghỉ các hộp thư này',
    stage.inboxes('last').every(({ address }) => states.get(address) === 'retired'),
  );
  for (const { address } of stage.inboxes('changed')) {
    const path = `/legacy-inboxes/${stage.id(address)}/retirement`;
    narrator.promise(
      `${address}: còn chỗ lệch nên không tự nghỉ`,
      states.get(address) === 'imported' && (await desk.refusal(ADMIN, path)) !== null,
    );
    await desk.post(ADMIN, path, { override: true, reason: 'Chỗ lệch đã ghi lý do trong biên bản ngày 29/5' });
  }
}

export async function statesOf(stage: Stage): Promise<Map<string, string>> {
  const { items } = await stage.desk.get<{ items: { address: string; state: string }[] }>(
    ADMIN,
    '/legacy-inboxes?limit=200',
  );
  return new Map(items.map(({ address, state }) => [address, state]));
}

/** 02/6: people and programs still write to old addresses. */
export async function mailStillComes(stage: Stage): Promise<void> {
  const { narrator, desk, provider } = stage;
  narrator.at('2020-06-02T09:00:00+07:00', 'Thư vẫn đến địa chỉ cũ');
  const to = 'cq01@hopthu-cu.example';
  const replies = () => provider.to(A_SENDER).length;
  for (const [id, subject] of [
    ['cv-12', 'Công văn số 12'],
    ['cv-13', 'Công văn số 13'],
    ['hoi', 'Hỏi thăm'],
  ] as const)
    await sendAndNote(stage, { id: `${id}@so.example`, to, subject }, 'after');
  await sendAndNote(
    stage,
    { id: 'tin@so.example', to, subject: 'Bản tin tuần', from: 'tin@so.example', head: ['List-Id: <tin.so.example>'] },
    'after',
  );
  await stage.settle();
  narrator.promise(
    'người gửi nhận đúng một thư trả lời tự động trong tuần, dù gửi bốn thư',
    replies() === 1,
    String(replies()),
  );
  narrator.promise('thư bản tin không được trả lời', provider.to('tin@so.example').length === 0);
  const hops = Array.from(
    { length: 60 },
    (_, i) => `Received: from m${i}.example by m${i + 1}.example; Tue, 2 Jun 2020 09:00:00 +0700`,
  );
  narrator.promise(
    'thư đi vòng bị từ chối (554), không xoay mãi',
    (await sendIn(stage, { id: 'vong@so.example', to, subject: 'Đi vòng', head: hops })) === 554,
  );
  const own = provider.to(to)[0];
  const count = provider.delivered.length;
  const code = await sendIn(stage, { id: 'x', to, subject: 'x' }, own?.raw);
  await stage.settle();
  narrator.promise(
    'thư của chính hệ thống quay lại: giữ, không trả lời',
    code === 250 && provider.delivered.length === count,
    String(code),
  );
  await registerAndDismiss(stage);
  const { items: senders } = await desk.get<{ items: { address: string; mails: number }[] }>(
    clerkOf('CQ-01'),
    '/arrived-mails/senders',
  );
  narrator.tell(
    `Ai còn gửi vào địa chỉ cũ: ${senders.map(({ address, mails }) => `${address} ${mails} thư`).join('; ')}.`,
  );
  narrator.promise(
    'người gửi nhiều nhất đứng đầu',
    senders[0]?.address === A_SENDER && senders[0].mails === 3,
    JSON.stringify(senders),
  );
}

async function registerAndDismiss(stage: Stage): Promise<void> {
  const { desk, narrator } = stage;
  const clerk = clerkOf('CQ-01');
  const { items } = await desk.get<{ items: ArrivedMail[] }>(clerk, '/arrived-mails?state=waiting&limit=200');
  const id = (subject: string) => items.find((mail) => mail.subject === subject)?.id ?? '';
  await desk.post(clerk, `/arrived-mails/${id('Công văn số 12')}/registration`, {
    symbol: '12/SNV',
    typeCode: 'cong_van',
  });
  await desk.post(clerk, `/arrived-mails/${id('Công văn số 13')}/registration`, {
    symbol: '13/SNV',
    typeCode: 'cong_van',
  });
  const reason = { code: 'no_document', text: 'Trao đổi thường, không phải văn bản' };
  for (const subject of ['Hỏi thăm', 'Bản tin tuần'])
    await desk.post(clerk, `/arrived-mails/${id(subject)}/dismissal`, reason);
  const left = await desk.get<{ items: ArrivedMail[] }>(clerk, '/arrived-mails?state=waiting&limit=200');
  narrator.promise(
    'văn thư vào sổ hai thư, bỏ qua hai thư kèm lý do, không còn thư chờ',
    left.items.length === 0,
    String(left.items.length),
  );
}

/** 05/6: the unit that was absent catches up; its inbox is retired without anybody pressing anything. */
export async function lateUnit(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-06-05T08:00:00+07:00', 'Đơn vị vắng mặt học bù');
  await desk.post(ADMIN, `/training-bookings/${stage.id('make-up')}/check-in`);
  await activate(stage, 'TH-02');
  narrator.promise(
    'chưa xác nhận văn bản nào thì chưa sẵn sàng',
    (await waitingUnits(stage)).some(({ unitCode }) => unitCode === 'TH-02'),
  );
  await acknowledgeAll(stage, 'TH-02');
  // The proof of 29/5 is too old by now.
  for (const inbox of stage.inboxes('early').filter(({ unit }) => unit === 'TH-02')) await prove(stage, inbox);
  narrator.later(60_000);
  await stage.minute();
  narrator.promise(
    'TH-02 sẵn sàng, hộp thư tự nghỉ phút sau',
    (await statesOf(stage)).get('th02@hopthu-cu.example') === 'retired',
  );
  const left = await waitingLines(stage);
  narrator.promise('không đơn vị nào còn vướng', left.length === 0, left.join('; '));
}

interface Scoreboard {
  readonly units: { readonly preparing: number; readonly ready: number; readonly cut_over: number };
  readonly inboxesRetired: number;
  readonly inboxesAll: number;
}

/** 12/6: everybody may see how far it is. */
export async function showScoreboard(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-06-12T08:00:00+07:00', 'Bảng tiến độ công khai');
  await desk.put(ADMIN, '/cutover/scoreboard', { shown: true, names: true });
  const { units, inboxesRetired, inboxesAll } = await desk.get<Scoreboard>(null, '/public/cutover-scoreboard');
  narrator.tell(
    `${units.cut_over} đơn vị đã chuyển, ${units.ready} sẵn sàng, ${units.preparing} đang chuẩn bị; ${inboxesRetired}/${inboxesAll} hộp thư đã nghỉ.`,
  );
  narrator.promise('mọi hộp thư cũ đã nghỉ', inboxesRetired === inboxesAll, `${inboxesRetired}/${inboxesAll}`);
}

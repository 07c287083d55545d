import { prove } from './bringing-over.scenes.ts';
import { clerkOf } from './organisation.data.ts';
import { ADMIN } from './prologue.scenes.ts';
import type { Stage } from './stage.ts';

interface Event {
  readonly act: string;
  readonly reason: string | null;
}

/** 30/6: everything counted once more, message by message. */
export async function balance(stage: Stage): Promise<void> {
  const { narrator } = stage;
  narrator.at('2020-06-30T16:00:00+07:00', 'Bảng tổng kết');
  let open = 0;
  for (const inbox of stage.inboxes()) {
    const { onServer, same, explained, unexplained } = await prove(stage, inbox);
    const reason = unexplained === 0 ? null : await reasonFor(stage, inbox.address);
    if (reason === null) open += unexplained;
    const words = unexplained === 0 ? '' : ` (${reason ?? 'CHƯA CÓ LÝ DO'})`;
    narrator.tell(
      `${inbox.address.padEnd(34)} ${String(onServer).padStart(3)} thư = ${same} giống hệt + ${explained} đã giải thích + ${unexplained} lệch${words}`,
    );
    narrator.promise(`${inbox.address}: tổng khớp`, onServer === same + explained + unexplained);
  }
  narrator.promise('không còn chỗ lệch nào chưa giải thích', open === 0, String(open));
  await balanceOfArrivals(stage);
}

/** Why somebody set the difference aside, as the inbox remembers it. */
async function reasonFor(stage: Stage, address: string): Promise<string | null> {
  const { items } = await stage.desk.get<{ items: Event[] }>(ADMIN, `/legacy-inboxes/${stage.id(address)}/events`);
  return items.find(({ act, reason }) => act === 'import-completion' && reason !== null)?.reason ?? null;
}

/** What the gateway said 250 to is there, once, on its side of the line. */
async function balanceOfArrivals(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  const found: string[] = [];
  for (const { code } of stage.units()) {
    const { items } = await desk.get<{ items: { subject: string; side: string }[] }>(
      clerkOf(code),
      '/arrived-mails?limit=200',
    );
    found.push(...items.map(({ subject, side }) => `${side} ${subject}`));
  }
  const owed = [...stage.accepted].map(([subject, side]) => `${side} ${subject}`);
  const lost = owed.filter((line) => !found.includes(line));
  const twice = found.filter((line, i) => found.indexOf(line) !== i);
  narrator.tell(
    `Thư đến sau: cổng thư đã nhận ${owed.length} thư của người gửi; trong hệ thống có đủ ${owed.length - lost.length}.`,
  );
  narrator.promise(
    'không thư nào mất, không thư nào hai lần, mỗi thư đúng bên của mốc giờ',
    lost.length === 0 && twice.length === 0,
    [...lost, ...twice].join('; '),
  );
}

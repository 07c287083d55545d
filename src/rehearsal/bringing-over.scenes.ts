import { killedInTheMiddle } from './killed-worker.ts';
import { oldMails } from './mails.data.ts';
import type { RehearsedInbox } from './organisation.data.ts';
import { ADMIN, fileOfMails } from './prologue.scenes.ts';
import type { Stage } from './stage.ts';
import { writeToOldInbox } from './training.scenes.ts';

const MINUTE_MS = 60_000;

export interface Import {
  readonly id: string;
  readonly state: string;
  readonly seen: number;
  readonly copied: number;
  readonly duplicates: number;
  readonly broken: number;
}

export interface Proof {
  readonly id: string;
  readonly onServer: number;
  readonly same: number;
  readonly explained: number;
  readonly unexplained: number;
  readonly agrees: boolean;
  readonly differences: readonly { readonly kind: string; readonly isExplained: boolean; readonly count: number }[];
}

const importsOf = (stage: Stage, ids: readonly string[]): Promise<Import[]> =>
  Promise.all(ids.map((id) => stage.desk.get<Import>(ADMIN, `/mail-imports/${id}`)));

const total = (imports: readonly Import[], what: 'seen' | 'copied' | 'duplicates' | 'broken'): number =>
  imports.reduce((sum, one) => sum + one[what], 0);

export async function beginImports(stage: Stage, inboxes: readonly RehearsedInbox[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { address } of inboxes)
    ids.push((await stage.desk.post<Import>(ADMIN, `/legacy-inboxes/${stage.id(address)}/mail-imports`)).id);
  return ids;
}

/** Holds every message against the archive once more. */
export async function prove(stage: Stage, { address }: RehearsedInbox): Promise<Proof> {
  // What was done in the same instant has no order.
  stage.narrator.later(1000);
  const { id } = await stage.desk.post<Proof>(ADMIN, `/legacy-inboxes/${stage.id(address)}/mail-proofs`, {});
  await stage.settle();
  return stage.desk.get<Proof>(ADMIN, `/mail-proofs/${id}`);
}

/** 25/5: everything in the inboxes, with a process that dies in the middle of it. */
export async function bringOver(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-05-25T08:00:00+07:00', 'Sao chép thư trong hộp thư cũ');
  const inboxes = stage.inboxes('early', 'last', 'changed');
  const lying = inboxes.reduce((sum, { address }) => sum + countAt(stage, address), 0);
  const ids = await beginImports(stage, inboxes);
  const seen = async () => total(await importsOf(stage, ids), 'seen');
  const wasKilled = await killedInTheMiddle(stage, async () => (await seen()) >= lying / 3);
  const atDeath = await seen();
  narrator.tell(`Giết tiến trình (kill -9) khi mới chép ${atDeath}/${lying} thư.`);
  narrator.promise('tiến trình chết khi việc còn dở dang', wasKilled && atDeath < lying, `${atDeath}/${lying}`);
  narrator.later(6 * MINUTE_MS);
  await stage.minute();
  const done = await importsOf(stage, ids);
  narrator.tell(
    `Chạy tiếp: ${total(done, 'seen')} thư, ${total(done, 'copied')} mới, ${total(done, 'duplicates')} trùng, ${total(done, 'broken')} hỏng (giữ nguyên, có đánh dấu).`,
  );
  narrator.promise(
    'sau khi chạy tiếp không thiếu, không thừa thư nào',
    done.every(({ state }) => state === 'done') && total(done, 'seen') === lying,
    `${total(done, 'seen')}/${lying}`,
  );
  const [first] = inboxes;
  const planted = oldMails(first?.address ?? '');
  narrator.promise(
    'thư trùng và thư hỏng đúng số đã gài',
    total(done, 'duplicates') >= planted.copiesOfOthers * inboxes.length &&
      total(done, 'broken') === planted.broken * inboxes.length,
  );
  for (const { address } of stage.inboxes('file')) {
    const { id } = await desk.upload<Import>(
      ADMIN,
      `/legacy-inboxes/${stage.id(address)}/mail-files`,
      {},
      'th01.mbox',
      fileOfMails(address),
    );
    await stage.settle();
    const { state, copied } = await desk.get<Import>(ADMIN, `/mail-imports/${id}`);
    narrator.promise(
      'hộp thư không còn máy chủ: chép từ tệp .mbox',
      state === 'done' && copied === 13,
      `${state} ${copied}`,
    );
  }
}

function countAt(stage: Stage, address: string): number {
  const server = stage.provider.inboxes.get(address);
  return (server?.folder('INBOX').messages.length ?? 0) + oldMails(address).sent.length;
}

/** 29/5: no more copies to those that are ready early; the proof finds what is missing. */
export async function freezeAndProve(stage: Stage): Promise<void> {
  const { narrator, desk } = stage;
  narrator.at('2020-05-29T09:00:00+07:00', 'Đóng băng, đối chiếu từng thư');
  const early = stage.inboxes('early', 'changed', 'file');
  for (const { address } of early) await desk.post(ADMIN, `/legacy-inboxes/${stage.id(address)}/freezing`);
  const [late] = stage.inboxes('early');
  if (!late) return;
  writeToOldInbox(stage, late.address, 'den-muon');
  const disagreeing = await prove(stage, late);
  narrator.tell(
    `${late.address}: máy chủ có ${disagreeing.onServer} thư, ${disagreeing.unexplained} thư chưa có trong kho.`,
  );
  const refused = await desk.refusal(ADMIN, `/legacy-inboxes/${stage.id(late.address)}/import-completion`);
  narrator.promise(
    'thư đến sau lần chép bị phát hiện, chưa cho qua bước',
    !disagreeing.agrees && refused === 'legacy-inboxes.not-proven',
    `${disagreeing.unexplained} ${refused}`,
  );
  await beginImports(stage, stage.inboxes('early', 'changed'));
  await stage.settle();
  for (const inbox of stage.inboxes('early', 'file')) {
    const proof = await prove(stage, inbox);
    narrator.promise(
      `${inbox.address}: khớp (${proof.same} giống hệt, ${proof.explained} đã giải thích)`,
      proof.agrees && proof.unexplained === 0,
      JSON.stringify(proof.differences),
    );
    await desk.post(ADMIN, `/legacy-inboxes/${stage.id(inbox.address)}/import-completion`);
  }
}

/** A mail was changed at the provider: nobody can explain it but a person. */
export async function overrideOnce(stage: Stage): Promise<void> {
  const { narrator, desk, provider } = stage;
  for (const { address, ...inbox } of stage.inboxes('changed')) {
    const mail = provider.inboxes.get(address)?.folder('INBOX').messages[3];
    if (mail) mail.raw = mail.raw.replace('MIME-Version', 'X-Nha-Cung-Cap: sua\r\nMIME-Version');
    const proof = await prove(stage, { address, ...inbox });
    const path = `/legacy-inboxes/${stage.id(address)}/import-completion`;
    const refused = await desk.refusal(ADMIN, path);
    narrator.promise(
      `${address}: thư bị nhà cung cấp sửa được nêu tên, không cho qua`,
      proof.unexplained === 1 && refused === 'legacy-inboxes.not-proven',
      `${proof.unexplained} ${refused}`,
    );
    narrator.promise(
      'bỏ qua mà không ghi lý do thì không được',
      (await desk.refusal(ADMIN, path, { override: true })) === 'legacy-inboxes.reason-needed',
    );
    await desk.post(ADMIN, path, {
      override: true,
      reason: 'Nhà cung cấp thêm dòng quảng cáo vào một thư; bản gốc đã có trong kho',
    });
    narrator.tell('Quản trị bỏ qua, kèm lý do; biên bản và lý do được lưu.');
  }
}

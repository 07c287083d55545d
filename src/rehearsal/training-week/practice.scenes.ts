import type { Stage } from './stage.ts';
import type { RehearsedUnit } from './week.data.ts';

/** What practice must not touch. */
const REAL = `select (select count(*) from delivery)::int as deliveries, (select count(*) from receipt)::int as receipts,
  (select count(*) from outgoing_document)::int as documents, (select count(*) from mail_message)::int as mails`;

/** In the practice area: a practice document is opened, acknowledged, registered; nothing of it is real. */
export async function practise(stage: Stage, unit: RehearsedUnit): Promise<void> {
  const before = await stage.rows(REAL);
  const call = await stage.people.practise(unit.clerk, 'clerk');
  const { items } = await call<{ items: { id: string }[] }>('GET', '/incoming-documents');
  const [lesson] = items;
  for (const act of ['opening', 'acknowledgement', 'registration'])
    await call('POST', `/incoming-documents/${lesson?.id}/${act}`, {});
  const after = await stage.rows(REAL);
  stage.narrator.promise(
    `${unit.code} thực hành: không gì lọt vào sổ, biên nhận, thư thật`,
    lesson !== undefined && JSON.stringify(after) === JSON.stringify(before),
  );
}

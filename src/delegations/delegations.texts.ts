import { renderLetter } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import type { DelegationWire } from './delegation.wire.ts';

const vietnamTime = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Tells one of the two people concerned that somebody else made or ended a delegation of theirs. */
export function delegationMail(
  what: 'made' | 'ended',
  { id, post, giver, receiver, startsAt, endsAt }: DelegationWire,
  by: string,
  to: { readonly accountId: string; readonly name: string; readonly email: string },
  publicUrl: string,
): OutgoingMail {
  const times = `từ ${vietnamTime.format(new Date(startsAt))} đến ${vietnamTime.format(new Date(endsAt))}`;
  const named = `${post.title}, ${post.unitName}`;
  const said =
    what === 'made'
      ? `${receiver.name} được ủy quyền làm thay ${giver.name} (${named}) ${times}.`
      : `Việc ${receiver.name} làm thay ${giver.name} (${named}) đã kết thúc sớm.`;
  return {
    purpose: `delegations.${what}`,
    purposeKey: `${id}:${to.accountId}`,
    recipient: { name: to.name, address: to.email },
    subject: what === 'made' ? `Ủy quyền: ${receiver.name} thay ${giver.name}` : `Kết thúc ủy quyền: ${giver.name}`,
    ...renderLetter({
      paragraphs: [said, 'Nếu không đúng: kết thúc ủy quyền, hoặc báo quản trị đơn vị.'],
      facts: [[what === 'made' ? 'Người lập' : 'Người kết thúc', by]],
      action: { label: 'Xem ủy quyền', url: publicUrl },
    }),
    attachmentIds: [],
  };
}

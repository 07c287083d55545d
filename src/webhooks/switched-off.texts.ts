import type { Contact } from '../accounts/accounts.reader.ts';
import { renderLetter } from '../platform/mail/letter.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import type { OffReason } from './webhook.entity.ts';

const WHY: Readonly<Record<OffReason, string>> = {
  failing: 'không nhận được tin nào trong nhiều ngày liền',
  gone: 'trả lời rằng không còn nhận tin nữa (410)',
};

/** Tells an administrator that a webhook was switched off. It names the host only: what stands behind it may be a secret. */
export function switchedOffMail(
  webhook: { readonly id: string; readonly url: string; readonly version: number },
  why: OffReason,
  person: Contact,
  publicUrl: string,
): OutgoingMail {
  const { host } = new URL(webhook.url);
  return {
    purpose: 'webhooks.switched-off',
    purposeKey: `${webhook.id} ${webhook.version} ${person.accountId}`,
    recipient: { name: person.name, address: person.email },
    subject: `Đã tắt địa chỉ nhận tin ${host}`,
    ...renderLetter({
      paragraphs: [
        `Hệ thống đã tắt địa chỉ nhận tin tại ${host} vì nơi đó ${WHY[why]}.`,
        'Từ lúc tắt, việc mới không được xếp hàng gửi tới đó. Sửa bên nhận rồi bật lại.',
      ],
      action: { label: 'Bật lại', url: `${publicUrl}/webhooks/${webhook.id}` },
    }),
    attachmentIds: [],
  };
}

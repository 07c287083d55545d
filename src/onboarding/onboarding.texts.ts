import { renderLetter } from '../platform/mail/letter.ts';
import type { Mailbox } from '../platform/mail/mail-address.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import { stepOf, type Step } from './road.policy.ts';
import type { RoadRow } from './road.rows.ts';

/** What a step is called in Vietnamese, on screens and in mails alike. */
export const STEP_WORDS: Readonly<Record<Step, string>> = {
  listed: 'đã có trong danh sách, chưa cấp tài khoản',
  account_issued: 'đã cấp tài khoản, chưa đăng ký tập huấn',
  booked: 'đã đăng ký, chưa dự tập huấn',
  trained: 'đã tập huấn, chưa đăng nhập',
  first_login: 'đã đăng nhập, chưa xác nhận văn bản nào',
  first_acknowledgement: 'đã xác nhận, chưa có văn thư hoặc lãnh đạo đăng nhập',
  ready: 'sẵn sàng',
};

/** What a unit that stands at the step does next. */
const NEXT: Readonly<Record<Exclude<Step, 'ready'>, { readonly subject: string; readonly text: string }>> = {
  listed: {
    subject: 'Nhận tài khoản của đơn vị',
    text: 'Đơn vị chưa được cấp tài khoản. Đề nghị liên hệ quản trị của đơn vị cấp trên để nhận phiếu cấp tài khoản.',
  },
  account_issued: {
    subject: 'Đăng ký người dự tập huấn',
    text: 'Đơn vị chưa đăng ký người dự tập huấn. Mỗi đơn vị cử đúng một người: đề nghị đăng ký, hoặc gọi điện cho đơn vị tổ chức để được xếp buổi.',
  },
  booked: {
    subject: 'Dự tập huấn',
    text: 'Đơn vị đã đăng ký nhưng chưa dự tập huấn. Đề nghị cử người dự đúng buổi; bận thì đổi sang buổi khác trước.',
  },
  trained: {
    subject: 'Đăng nhập lần đầu',
    text: 'Chưa có ai của đơn vị đăng nhập. Đề nghị dùng tên đăng nhập và mã một lần trên phiếu để đặt mật khẩu; phiếu mất hoặc hết hạn thì xin cấp lại.',
  },
  first_login: {
    subject: 'Xác nhận văn bản đầu tiên',
    text: 'Đơn vị đã đăng nhập nhưng chưa xác nhận văn bản nào. Đề nghị mở hộp văn bản đến và bấm xác nhận đã nhận.',
  },
  first_acknowledgement: {
    subject: 'Cần văn thư hoặc lãnh đạo đăng nhập',
    text: 'Chưa có văn thư hoặc lãnh đạo nào của đơn vị đang hoạt động và đã đăng nhập, nên chưa ai tiếp nhận được văn bản. Đề nghị người giữ chức vụ đăng nhập, hoặc báo quản trị giao chức vụ cho người khác.',
  },
};

const WHEN = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'full',
  timeStyle: 'short',
});

/** Reminds a unit of its next step. It says nothing of any document. */
export function reminderMail(road: RoadRow, address: string, day: string, publicUrl: string): OutgoingMail {
  const step = stepOf(road);
  const { subject, text } = NEXT[step === 'ready' ? 'first_acknowledgement' : step];
  const startsAt = step === 'booked' ? (road.trainee?.startsAt ?? null) : null;
  return {
    purpose: 'onboarding.reminder',
    purposeKey: `${road.id}:${step}:${day}`,
    recipient: { name: road.name, address },
    subject: `Hệ thống gửi, nhận văn bản: ${subject}`,
    ...renderLetter({
      paragraphs: [`Kính gửi: ${road.name}`, text],
      facts: startsAt === null ? [] : [['Buổi của đơn vị', WHEN.format(new Date(startsAt))]],
      action: { label: 'Mở hệ thống', url: publicUrl },
      notes: ['Thư này tự dừng khi đơn vị đã làm xong bước nêu trên.'],
    }),
    attachmentIds: [],
  };
}

export interface Digest {
  readonly accountId: string;
  readonly to: Mailbox;
  readonly total: number;
  readonly ready: number;
  /** Units that are not ready, by step, in the order of the road. */
  readonly counts: readonly (readonly [Step, number])[];
  readonly first: readonly { readonly name: string; readonly step: Step; readonly phone: string | null }[];
}

/** Tells an administrator who is not ready, and whom to phone. */
export function digestMail(digest: Digest, day: string, publicUrl: string): OutgoingMail {
  const { to, accountId, total, ready, counts, first } = digest;
  const left = total - ready;
  const lines = first.map(
    ({ name, step, phone }) => `${name}: ${STEP_WORDS[step]}; ${phone === null ? 'chưa có số điện thoại' : phone}`,
  );
  return {
    purpose: 'onboarding.digest',
    purposeKey: `${accountId}:${day}`,
    recipient: to,
    subject: `Còn ${left}/${total} đơn vị chưa sẵn sàng`,
    ...renderLetter({
      paragraphs: [
        `${ready} trên ${total} đơn vị đã sẵn sàng, còn ${left} đơn vị chưa.`,
        `${left > first.length ? `${first.length} đơn vị đầu danh sách` : 'Các đơn vị cần liên hệ'}:\n${lines.join('\n')}`,
      ],
      facts: counts.map(([step, units]) => [STEP_WORDS[step], `${units} đơn vị`]),
      action: { label: 'Mở hệ thống', url: publicUrl },
      notes: ['Thư gửi mỗi sáng ngày làm việc, chỉ khi còn đơn vị chưa sẵn sàng.'],
    }),
    attachmentIds: [],
  };
}

import { renderLetter, type Letter } from '../platform/mail/letter.ts';
import type { BookingState } from './booking.states.ts';

/** What a mail to a unit is made of. */
export interface ToldBooking {
  readonly state: BookingState;
  readonly weekName: string;
  readonly hostName: string;
  readonly unitName: string;
  readonly traineeName: string;
  readonly place: string;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly trainer: string;
  readonly phone: string;
  /** It was told of a place before. */
  readonly wasInvited: boolean;
  /** Sessions for those who missed theirs, with places left. */
  readonly makeUps: readonly { readonly startsAt: Date; readonly place: string }[];
}

const FORMAT = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  weekday: 'long',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const HOUR = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

export const dayText = (at: Date): string => FORMAT.format(at).replace(/^./, (letter) => letter.toUpperCase());

/** 07:00, 18/05/2020: for a sentence in either language. */
export const momentText = (at: Date): string => `${HOUR.format(at)}, ${DATE.format(at)}`;

/** 07:00 – 08:00, Thứ Hai, 18/05/2020 */
export const sessionText = (startsAt: Date, endsAt: Date): string =>
  `${HOUR.format(startsAt)} – ${HOUR.format(endsAt)}, ${dayText(startsAt)}`;

const named = (name: string): string => (name === '' ? 'chưa có: đề nghị đơn vị báo tên người được cử' : name);

function facts(told: ToldBooking): [string, string][] {
  const lines: [string, string][] = [
    ['Đơn vị', told.unitName],
    ['Người dự', named(told.traineeName)],
  ];
  if (told.startsAt && told.endsAt) lines.push(['Thời gian', sessionText(told.startsAt, told.endsAt)]);
  if (told.startsAt) lines.push(['Địa điểm', told.place]);
  if (told.trainer !== '' && told.startsAt) lines.push(['Người hướng dẫn', told.trainer]);
  return told.phone === '' ? lines : [...lines, ['Liên hệ', told.phone]];
}

type Written = readonly [subject: string, letter: Letter];

const LETTERS: Readonly<Record<BookingState, (told: ToldBooking) => Written>> = {
  booked: (told) => [
    told.wasInvited ? `Thay đổi lịch tập huấn: ${told.weekName}` : `Giấy mời tập huấn: ${told.weekName}`,
    {
      paragraphs: [
        told.wasInvited
          ? `Lịch tập huấn của ${told.unitName} đã thay đổi. Thông tin dưới đây thay cho giấy mời trước.`
          : `${told.hostName} mời ${told.unitName} cử đúng một người dự ${told.weekName}.`,
        'Khi đến, đưa mã QR kèm thư này (trên điện thoại hoặc bản in) để điểm danh. Không có mã thì đọc tên đơn vị.',
      ],
      facts: facts(told),
      notes: ['Tệp lịch (.ics) kèm theo mở được trong lịch của điện thoại và máy tính.'],
    },
  ],
  waiting: (told) => [
    `Đang chờ chỗ: ${told.weekName}`,
    {
      paragraphs: [
        told.wasInvited
          ? `Buổi tập huấn của ${told.unitName} không còn. Đơn vị đang đứng trong danh sách chờ và sẽ được xếp ngay khi có chỗ.`
          : `${told.unitName} đã đăng ký và đang chờ chỗ. Khi có chỗ, hệ thống xếp và gửi giấy mời ngay.`,
      ],
      facts: facts(told),
    },
  ],
  cancelled: (told) => [
    `Đã hủy đăng ký: ${told.weekName}`,
    {
      paragraphs: [`Đăng ký tập huấn của ${told.unitName} đã được hủy. Đơn vị vẫn đăng ký lại được khi còn chỗ.`],
      facts: facts({ ...told, startsAt: null }),
    },
  ],
  absent: (told) => [
    `Vắng buổi tập huấn, mời dự buổi bù: ${told.weekName}`,
    {
      paragraphs: [
        `${told.unitName} chưa có người dự buổi tập huấn đã đăng ký.`,
        told.makeUps.length > 0
          ? `Các buổi bù còn chỗ:\n${told.makeUps.map(({ startsAt, place }) => `${HOUR.format(startsAt)}, ${dayText(startsAt)}, ${place}`).join('\n')}\nTrả lời văn phòng để được xếp buổi.`
          : 'Liên hệ văn phòng để được xếp vào buổi bù.',
      ],
      facts: facts(told),
    },
  ],
  attended: (told) => [
    `Đã dự tập huấn: ${told.weekName}`,
    { paragraphs: [`${told.unitName} đã dự tập huấn.`], facts: facts(told) },
  ],
};

/** Subject and bodies of the mail for where a booking stands now. */
export function trainingLetter(told: ToldBooking): { subject: string; text: string; html: string } {
  const [subject, letter] = LETTERS[told.state](told);
  return { subject, ...renderLetter(letter) };
}

import { ownerKept } from '../offline/kept.ts';

const vi = {
  view: 'Xem',
  acknowledge: 'Xác nhận đã nhận',
  done: 'Đã xác nhận nhận văn bản',
  already: 'Đơn vị đã xác nhận trước đó',
  waiting: 'Chưa có mạng, chờ gửi',
  waitingText: 'Việc xác nhận đã được ghi lại và tự gửi khi có mạng.',
  notKept: 'Chưa xác nhận được. Mở văn bản để xác nhận lại khi có mạng.',
  refused: 'Chưa xác nhận được',
  several: 'Có việc đang chờ trên gnvb',
} as const;

const en: Readonly<Record<keyof typeof vi, string>> = {
  view: 'View',
  acknowledge: 'Acknowledge',
  done: 'Acknowledged',
  already: 'The unit had acknowledged it before',
  waiting: 'No connection, waiting to be sent',
  waitingText: 'The acknowledgement is kept and sent when the connection is back.',
  notKept: 'Not acknowledged. Open the document and try again with a connection.',
  refused: 'Not acknowledged',
  several: 'Something waits at gnvb',
};

export type Words = Readonly<Record<keyof typeof vi, string>>;

/** In the language of the page, where somebody is signed in. */
export async function words(): Promise<Words> {
  return (await ownerKept())?.language === 'en' ? en : vi;
}

import type { Contact } from '../accounts/accounts.reader.ts';
import type { OutgoingMail } from '../platform/mail/outgoing-mail.ts';
import type { RequestKind, RequestState } from './group-request.states.ts';

/** A request with what its mails say. */
export interface ToldRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly reason: string;
  readonly answer: string | null;
  readonly groupName: string;
  readonly ownerName: string;
  readonly unitName: string;
  readonly url: string;
}

const ASKS: Readonly<Record<RequestKind, (r: ToldRequest) => string>> = {
  join: (r) => `${r.unitName} đề nghị được vào nhóm "${r.groupName}"`,
  leave: (r) => `${r.unitName} đề nghị rút khỏi nhóm "${r.groupName}"`,
  handover: (r) => `${r.ownerName} đề nghị ${r.unitName} nhận quản lý nhóm "${r.groupName}"`,
};

const ENDS: Readonly<Record<RequestState, string>> = {
  requested: 'đang chờ trả lời',
  approved: 'đã được đồng ý',
  refused: 'không được đồng ý',
  withdrawn: 'đã rút',
};

/** To who has to answer. Once for a request and a person. */
export function requestMail(request: ToldRequest, contact: Contact): OutgoingMail {
  return {
    purpose: 'groups.request',
    purposeKey: `${request.id} ${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Đề nghị về nhóm nhận "${request.groupName}"`,
    text: `${ASKS[request.kind](request)}.\nLý do: ${request.reason}\n\nTrả lời tại: ${request.url}\n`,
    html: null,
    attachmentIds: [],
  };
}

/** To who asked. Once for a request and a person: an answer is final. */
export function answerMail(request: ToldRequest, contact: Contact): OutgoingMail {
  const answer = request.answer ? `\nÝ kiến: ${request.answer}` : '';
  return {
    purpose: 'groups.answer',
    purposeKey: `${request.id} ${contact.accountId}`,
    recipient: { name: contact.name, address: contact.email },
    subject: `Trả lời đề nghị về nhóm nhận "${request.groupName}"`,
    text: `${ASKS[request.kind](request)}: ${ENDS[request.state]}.${answer}\n\nXem tại: ${request.url}\n`,
    html: null,
    attachmentIds: [],
  };
}

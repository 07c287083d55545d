import type { Contact } from '../accounts/accounts.reader.ts';
import type { Notice } from '../notifications/notifications.service.ts';
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

/** To who has to answer. */
export function requestNotice(request: ToldRequest, contact: Contact): Notice {
  const asked = ASKS[request.kind](request);
  return {
    kind: 'group.asked',
    subject: `Đề nghị về nhóm nhận "${request.groupName}"`,
    letter: {
      paragraphs: [`${asked}.`],
      facts: [['Lý do', request.reason]],
      action: { label: 'Trả lời', url: request.url },
    },
    line: asked,
    ...addressed(request, contact),
  };
}

/** To who asked: an answer is final. */
export function answerNotice(request: ToldRequest, contact: Contact): Notice {
  const answered = `${ASKS[request.kind](request)}: ${ENDS[request.state]}`;
  return {
    kind: 'group.answered',
    subject: `Trả lời đề nghị về nhóm nhận "${request.groupName}"`,
    letter: {
      paragraphs: [`${answered}.`],
      facts: request.answer ? [['Ý kiến', request.answer]] : [],
      action: { label: 'Xem', url: request.url },
    },
    line: answered,
    ...addressed(request, contact),
  };
}

/** Once for a request and a person. */
const addressed = ({ id, url }: ToldRequest, contact: Contact) => ({
  key: id,
  accountId: contact.accountId,
  recipient: { name: contact.name, address: contact.email },
  path: new URL(url).pathname,
  isUrgent: false,
});

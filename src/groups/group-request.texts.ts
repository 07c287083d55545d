import type { Addressee } from '../accounts/accounts.reader.ts';
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
  readonly unitId: string;
  readonly ownerUnitId: string;
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
export function requestNotice(request: ToldRequest, person: Addressee): Notice {
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
    params: { asked },
    ...addressed(request, person, request.kind === 'handover' ? request.unitId : request.ownerUnitId),
  };
}

/** To who asked: an answer is final. */
export function answerNotice(request: ToldRequest, person: Addressee): Notice {
  const asked = ASKS[request.kind](request);
  const answered = `${asked}: ${ENDS[request.state]}`;
  return {
    kind: 'group.answered',
    subject: `Trả lời đề nghị về nhóm nhận "${request.groupName}"`,
    letter: {
      paragraphs: [`${answered}.`],
      facts: request.answer ? [['Ý kiến', request.answer]] : [],
      action: { label: 'Xem', url: request.url },
    },
    line: answered,
    params: { asked, answer: ENDS[request.state] },
    ...addressed(request, person, request.kind === 'handover' ? request.ownerUnitId : request.unitId),
  };
}

/** Once for a request and a person. */
const addressed = ({ id, url }: ToldRequest, person: Addressee, unitId: string) => ({
  key: id,
  accountId: person.accountId,
  unitId,
  recipient: person.mailbox,
  path: new URL(url).pathname,
  urgency: 'normal' as const,
});

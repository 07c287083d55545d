import { inWords, type StateWords } from '../incoming/delivery.words.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { OUTGOING } from './outgoing.errors.ts';
import type { OutgoingAct, OutgoingState } from './outgoing.states.ts';

/** As the page shows them. */
export const STATE_WORDS: Readonly<Record<OutgoingState, StateWords>> = {
  draft: { vi: 'dự thảo', en: 'draft' },
  submitted: { vi: 'chờ phê duyệt', en: 'waiting for approval' },
  approved: { vi: 'đã phê duyệt', en: 'approved' },
  issued: { vi: 'đã ban hành, chưa gửi', en: 'issued, not sent' },
  dispatched: { vi: 'đã gửi', en: 'sent' },
  closed: { vi: 'kết thúc', en: 'closed' },
  abandoned: { vi: 'đã bỏ', en: 'abandoned' },
  void: { vi: 'đã hủy số', en: 'void' },
  superseded: { vi: 'đã thay thế', en: 'replaced' },
  revoked: { vi: 'đã thu hồi', en: 'revoked' },
};

/** The error that the act is no step from there, in people's words. */
export const noStepFrom = (state: OutgoingState, act: OutgoingAct): DomainError =>
  inWords(OUTGOING.wrongState, STATE_WORDS[state], { state, act });

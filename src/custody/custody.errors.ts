import { errors } from '../platform/errors/domain-error.ts';

export const CUSTODY = errors('custody', {
  nothingToHandOver: {
    kind: 'conflict',
    vi: 'Người này không còn giữ chức vụ nào trong phạm vi anh/chị quản trị, nên không có gì để bàn giao.',
    en: 'The person holds no post among the units you administer any more: there is nothing to hand over.',
  },
  toThemselves: {
    kind: 'unprocessable',
    vi: 'Không bàn giao cho chính người đang giữ chức vụ được. Chọn người khác.',
    en: 'Work cannot be handed over to the person who has it. Choose somebody else.',
  },
  noSuccessor: {
    kind: 'unprocessable',
    vi: 'Không có người nhận bàn giao này trong danh bạ của anh/chị, hoặc tài khoản đang bị khóa. Chọn lại người nhận, hoặc tạo tài khoản trước.',
    en: 'There is no such successor among the people you see, or the account is locked. Choose again, or make the account first.',
  },
  notSuccessor: {
    kind: 'forbidden',
    vi: 'Chỉ người nhận bàn giao ký nhận được.',
    en: 'Only the successor signs for a handover.',
  },
});

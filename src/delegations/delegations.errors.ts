import { errors } from '../platform/errors/domain-error.ts';

export const DELEGATIONS = errors('delegations', {
  periodUnclear: {
    kind: 'unprocessable',
    vi: 'Chưa rõ thời gian ủy quyền. Chọn theo ngày (firstDay, lastDay) hoặc theo giờ (startsAt, endsAt), không trộn hai cách, và luôn có lúc kết thúc.',
    en: 'The period is not clear. Give days (firstDay, lastDay) or instants (startsAt, endsAt), not both, and always an end.',
  },
  endsTooEarly: {
    kind: 'unprocessable',
    vi: 'Lúc kết thúc ủy quyền phải sau lúc bắt đầu và chưa qua. Chọn lại thời gian.',
    en: 'A delegation must end after it begins, and in the future. Choose another period.',
  },
  tooLong: {
    kind: 'unprocessable',
    vi: 'Ủy quyền dài nhất là một năm và bắt đầu trong vòng một năm tới. Nghỉ lâu hơn thì đề nghị quản trị bàn giao chức vụ.',
    en: 'A delegation lasts a year at most and begins within a year. For a longer absence have the post handed over.',
  },
  adminPost: {
    kind: 'unprocessable',
    vi: 'Chức vụ quản trị không ủy quyền được. Đề nghị quản trị cấp trên giao chức vụ quản trị cho người thay.',
    en: 'A post of administrator cannot be delegated. Have an administrator above give the post to somebody else.',
  },
  delegatedPost: {
    kind: 'forbidden',
    vi: 'Chức vụ này do người khác ủy quyền cho anh/chị nên không ủy quyền tiếp được. Người giữ chức vụ hoặc quản trị đơn vị mới làm được.',
    en: 'You only stand in for this post, and what is delegated cannot be delegated on. Its holder or an administrator can.',
  },
  toOneself: {
    kind: 'unprocessable',
    vi: 'Không ủy quyền cho chính mình hay cho chính người giữ chức vụ được. Chọn đồng nghiệp khác.',
    en: 'Nobody delegates a post to themselves or to its own holder. Choose another colleague.',
  },
  notColleague: {
    kind: 'unprocessable',
    vi: 'Người nhận ủy quyền phải đang giữ chức vụ tại cùng đơn vị và tài khoản đang hoạt động. Chọn lại người nhận.',
    en: 'The receiver must hold a post at the same unit now, with an active account. Choose somebody else.',
  },
  postNotHeld: {
    kind: 'conflict',
    vi: 'Chức vụ này đã kết thúc hoặc tài khoản của người giữ đang bị khóa, nên không có gì để ủy quyền.',
    en: 'The post has ended, or the account of its holder is locked: there is nothing to delegate.',
  },
  overlaps: {
    kind: 'conflict',
    vi: 'Trong thời gian này chức vụ đã được ủy quyền cho {receiver}. Mỗi lúc chỉ một người thay: chọn thời gian khác, hoặc kết thúc ủy quyền kia trước.',
    en: 'The post is delegated to {receiver} during that time. One person stands in at a time: choose another period or end that delegation first.',
  },
});

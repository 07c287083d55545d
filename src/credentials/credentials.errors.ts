import { errors } from '../platform/errors/domain-error.ts';

export const CREDENTIALS = errors('credentials', {
  oneTarget: {
    kind: 'invalid',
    vi: 'Chọn cấp mã cho một tài khoản (accountId) hoặc cho cả một đơn vị (unitId), không cả hai.',
    en: 'Name either one account (accountId) or a unit (unitId), not both.',
  },
  ownAccount: {
    kind: 'forbidden',
    vi: 'Không tự cấp mã cho chính mình được. Đổi mật khẩu bằng mật khẩu hiện tại, hoặc nhờ một quản trị khác cấp mã.',
    en: 'Nobody issues a code to themselves. Change the password with the current one, or ask another administrator.',
  },
  accountNotActive: {
    kind: 'conflict',
    vi: 'Tài khoản đang bị khóa hoặc đã ngừng nên chưa cấp mã được. Mở lại tài khoản trước.',
    en: 'The account is locked or disabled. Make it active first.',
  },
  codeUsed: {
    kind: 'conflict',
    vi: 'Mã này đã được dùng rồi nên không thu hồi được nữa.',
    en: 'The code was used already, so it cannot be voided.',
  },
  wrongCode: {
    kind: 'unauthenticated',
    vi: 'Tên đăng nhập hoặc mã kích hoạt không đúng. Nhập lại như in trên giấy; nếu vẫn sai, nhờ quản trị đơn vị cấp mã mới.',
    en: 'The user name or the activation code is wrong. Enter it as printed; if that fails, ask an administrator of your unit for a new one.',
  },
  codeSpent: {
    kind: 'conflict',
    vi: 'Mã kích hoạt này đã dùng, đã hết hạn hoặc đã được thay bằng mã mới. Nếu chưa đặt được mật khẩu, nhờ quản trị đơn vị cấp mã mới.',
    en: 'This activation code was used, has expired or was replaced by a newer one. If you have no password yet, ask an administrator of your unit for a new one.',
  },
  trainingFirst: {
    kind: 'conflict',
    vi: 'Đơn vị phải cử người dự tập huấn trước khi kích hoạt tài khoản. Mã vẫn còn dùng được: dự buổi tập huấn rồi kích hoạt lại, hoặc liên hệ văn phòng cấp trên.',
    en: 'Your unit has to attend the training before accounts are activated. The code still holds: attend, then try again, or ask the office above you.',
  },
  linkSpent: {
    kind: 'unprocessable',
    vi: 'Đường dẫn đặt lại mật khẩu không đúng, đã dùng hoặc đã hết hạn. Yêu cầu gửi lại thư mới rồi dùng đường dẫn trong thư mới nhất.',
    en: 'The link is wrong, was used or has expired. Ask for a new mail and use the link of the newest one.',
  },
  tooManyRequests: {
    kind: 'too-many',
    vi: 'Đã yêu cầu quá nhiều lần. Chờ {minutes} phút rồi thử lại, hoặc nhờ quản trị đơn vị cấp mã kích hoạt mới.',
    en: 'Too many requests. Wait {minutes} minutes and try again, or ask an administrator of your unit for an activation code.',
  },
  nothingToPrint: {
    kind: 'conflict',
    vi: 'Mọi người trong phạm vi này đã có mật khẩu hoặc có mã chưa dùng, nên không có phiếu nào để in. Muốn in lại và hủy mã cũ thì chọn in lại (again).',
    en: 'Everybody there has a password or an unused code: there is nothing to print. To print anew and void the old codes, ask for it (again).',
  },
  slipVoid: {
    kind: 'conflict',
    vi: 'Có phiếu đã hết hạn hoặc đã bị thay bằng phiếu mới nên không ghi giao được. In phiếu mới rồi giao.',
    en: 'One of the slips has expired or was replaced by a newer one. Print a new one and hand that over.',
  },
  badHandingTime: {
    kind: 'unprocessable',
    vi: 'Thời điểm giao phải sau khi in phiếu và không muộn hơn hiện tại. Sửa lại ngày giờ.',
    en: 'Slips are handed over after they were printed and not in the future. Correct the time.',
  },
});

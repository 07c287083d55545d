import { errors } from '../platform/errors/domain-error.ts';

export const SINGLE_SIGN_ON = errors('single-sign-on', {
  off: {
    kind: 'not-found',
    vi: 'Hệ thống này không dùng đăng nhập qua nhà cung cấp khác. Đăng nhập bằng tên đăng nhập và mật khẩu.',
    en: 'Sign-in through a provider is not set up here. Sign in with user name and password.',
  },
  lost: {
    kind: 'forbidden',
    vi: 'Lần đăng nhập này đã hết hạn, đã dùng rồi, hoặc bắt đầu ở trình duyệt khác. Quay lại trang đăng nhập và bấm lại.',
    en: 'This sign-in has expired, was used before, or began in another browser. Go back to the sign-in page and start again.',
  },
  denied: {
    kind: 'forbidden',
    vi: 'Đã hủy đăng nhập ở {provider}. Bấm đăng nhập lại, hoặc dùng tên đăng nhập và mật khẩu.',
    en: 'The sign-in at {provider} was cancelled. Start again, or use user name and password.',
  },
  wrongAnswer: {
    kind: 'forbidden',
    vi: 'Câu trả lời của {provider} không đúng nên không được chấp nhận. Đăng nhập lại; nếu còn lỗi, dùng mật khẩu và báo quản trị hệ thống.',
    en: 'The answer of {provider} is not right and was refused. Start again; if it stays, use your password and tell the operator.',
  },
  providerUnavailable: {
    kind: 'unavailable',
    vi: '{provider} không trả lời. Chờ ít phút rồi thử lại, hoặc đăng nhập bằng tên đăng nhập và mật khẩu.',
    en: '{provider} does not answer. Try again in a few minutes, or sign in with user name and password.',
  },
  noAccount: {
    kind: 'forbidden',
    vi: 'Danh tính ở {provider} chưa gắn với tài khoản nào đang dùng được ở đây. Đăng nhập bằng mật khẩu rồi gắn trong phần tài khoản, hoặc nhờ quản trị đơn vị.',
    en: 'No usable account is linked with this identity at {provider}. Sign in with your password and link it, or ask an administrator of your unit.',
  },
  identityTaken: {
    kind: 'conflict',
    vi: 'Danh tính này ở {provider} đang gắn với một tài khoản khác. Ra khỏi đó, đăng nhập lại bằng danh tính của anh/chị rồi gắn lại.',
    en: 'This identity at {provider} is linked with another account. Sign in there as yourself and link again.',
  },
  alreadyLinked: {
    kind: 'conflict',
    vi: 'Tài khoản đã gắn với một danh tính khác ở {provider}. Bỏ gắn danh tính cũ trước.',
    en: 'The account is linked with another identity at {provider}. Unlink that one first.',
  },
});

import { errors } from '../platform/errors/domain-error.ts';

export const ACCOUNTS = errors('accounts', {
  wrongCredentials: {
    kind: 'unauthenticated',
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang bị khóa. Kiểm tra rồi thử lại; nếu quên mật khẩu, dùng mục quên mật khẩu hoặc nhờ quản trị đơn vị cấp lại.',
    en: 'The user name or password is wrong, or the account is locked. Check both; if the password is forgotten, have it reset by e-mail or ask an administrator of your unit.',
  },
  tooManyTries: {
    kind: 'too-many',
    vi: 'Đã thử sai quá nhiều lần. Chờ {minutes} phút rồi thử lại; nếu quên mật khẩu, nhờ quản trị đơn vị đặt lại.',
    en: 'Too many wrong tries. Wait {minutes} minutes and try again; if the password is forgotten, ask an administrator of your unit.',
  },
  signInBusy: {
    kind: 'unavailable',
    vi: 'Đang có quá nhiều người đăng nhập cùng lúc. Chờ vài giây rồi bấm lại; lần này không tính là thử sai.',
    en: 'Too many people are signing in at once. Try again in a few seconds; this does not count as a wrong try.',
  },
  samplePasswordRefused: {
    kind: 'forbidden',
    vi: 'Tài khoản mẫu có mật khẩu công khai nên không dùng được trên hệ thống thật. Nhờ quản trị đặt mật khẩu mới cho tài khoản này.',
    en: 'The password of a sample account is public, so it is refused in production. Ask an administrator to set a new one.',
  },
  wrongCurrentPassword: {
    kind: 'unprocessable',
    vi: 'Mật khẩu hiện tại chưa đúng nên chưa đổi. Nhập lại mật khẩu đang dùng để đăng nhập.',
    en: 'The current password is missing or wrong, so nothing was changed.',
  },
  weakPassword: {
    kind: 'unprocessable',
    vi: 'Mật khẩu này dễ đoán hoặc sai độ dài. Chọn mật khẩu từ 10 đến 128 ký tự, không chứa tên đăng nhập, không phải dãy hay từ quen thuộc; một câu ngắn dễ nhớ là tốt nhất.',
    en: 'The password is easy to guess or has the wrong length: take 10 to 128 characters, without the user name, and not a common word or row of keys.',
  },
  samePassword: {
    kind: 'unprocessable',
    vi: 'Mật khẩu mới giống hệt mật khẩu đang dùng nên chưa đổi gì. Chọn mật khẩu khác.',
    en: 'The new password is the current one, so nothing was changed. Choose another.',
  },
  secondFactorNeeded: {
    kind: 'unauthenticated',
    vi: 'Tài khoản này xác thực hai bước. Nhập thêm mã 6 số trong ứng dụng xác thực, hoặc một mã dự phòng (mục code).',
    en: 'This account has a second factor: add the six digits of the authenticator app, or a recovery code (field code).',
  },
  wrongSecondFactor: {
    kind: 'unauthenticated',
    vi: 'Mã xác thực không đúng hoặc đã dùng rồi. Chờ ứng dụng hiện mã mới rồi nhập lại; nếu vẫn sai, kiểm tra giờ của điện thoại.',
    en: 'The code is wrong or was used already. Wait for the next one; if that fails too, check the clock of the phone.',
  },
  wrongProof: {
    kind: 'unprocessable',
    vi: 'Mật khẩu hoặc mã xác thực chưa đúng nên chưa đổi gì. Nhập lại mật khẩu và một mã mới chưa dùng.',
    en: 'The password or the code is wrong, so nothing was changed. Enter the password and a code not used yet.',
  },
  secondFactorOn: {
    kind: 'conflict',
    vi: 'Xác thực hai bước đang bật rồi. Muốn cài trên điện thoại khác thì tắt đi rồi cài lại.',
    en: 'The second factor is on already. To move it to another phone, turn it off first.',
  },
  secondFactorOff: {
    kind: 'conflict',
    vi: 'Xác thực hai bước đang tắt. Cài đặt trước (second-factor) rồi mới làm được việc này.',
    en: 'The second factor is off. Set it up first.',
  },
  ownSecondFactor: {
    kind: 'forbidden',
    vi: 'Không tự gỡ xác thực hai bước của mình bằng quyền quản trị được. Tắt bằng mật khẩu và mã (second-factor), hoặc nhờ một quản trị khác gỡ.',
    en: 'Administrators do not remove their own second factor. Turn it off with password and code, or ask another administrator.',
  },
  usernameTaken: {
    kind: 'conflict',
    vi: 'Tên đăng nhập {username} đã có người dùng. Chọn tên khác, ví dụ thêm tên đơn vị.',
    en: 'The user name {username} is taken. Choose another.',
  },
  noSuchUnit: {
    kind: 'not-found',
    vi: 'Không có đơn vị này trong phạm vi anh/chị quản trị, hoặc đơn vị đã giải thể. Chọn lại đơn vị, hoặc nhờ quản trị cấp trên.',
    en: 'There is no such unit, still open, among those you administer. Choose another, or ask an administrator above you.',
  },
  beyondReach: {
    kind: 'forbidden',
    vi: 'Chỉ quản trị bao quát mọi đơn vị mà người này giữ chức vụ mới làm được việc này. Nhờ quản trị cấp trên.',
    en: 'Only an administrator over every unit where this person holds a post may do this. Ask an administrator above you.',
  },
  ownPost: {
    kind: 'forbidden',
    vi: 'Không tự giao chức vụ cho chính mình được. Nhờ một quản trị khác giao.',
    en: 'Nobody gives a post to themselves. Ask another administrator.',
  },
  postHeld: {
    kind: 'conflict',
    vi: 'Người này đang giữ vai trò đó tại đơn vị rồi. Muốn đổi chức danh thì kết thúc chức vụ cũ trước.',
    en: 'The person holds this role at the unit already. End that post first to change its title.',
  },
  lastAdmin: {
    kind: 'conflict',
    vi: 'Đây là quản trị cuối cùng của đơn vị và không có quản trị cấp trên. Giao quyền quản trị cho người khác trước đã.',
    en: 'This is the last administrator of the unit, with none above. Appoint another first.',
  },
  notApproved: {
    kind: 'conflict',
    vi: 'Danh sách tài khoản này chưa được cấp trên duyệt nên chưa cấp mã hay mật khẩu được. Đề nghị quản trị đơn vị cấp trên duyệt danh sách trước.',
    en: 'The list this account came with has not been approved by the level above. It has to be before codes or passwords are given.',
  },
  ownList: {
    kind: 'forbidden',
    vi: 'Không tự duyệt danh sách do mình lập. Nhờ một quản trị khác của đơn vị cấp trên.',
    en: 'Nobody approves a list of their own. Ask another administrator of a unit above.',
  },
  listApprovedAbove: {
    kind: 'forbidden',
    vi: 'Danh sách do quản trị của đơn vị cấp trên duyệt.',
    en: 'Lists are approved by administrators of a unit above.',
  },
  listApproved: {
    kind: 'conflict',
    vi: 'Danh sách đã được duyệt nên không từ chối được nữa. Khóa những tài khoản không được dùng.',
    en: 'The list has been approved and cannot be declined any more. Lock the accounts that are not to be used.',
  },
});

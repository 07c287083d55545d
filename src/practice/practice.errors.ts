import { errors } from '../platform/errors/domain-error.ts';

export const PRACTICE = errors('practice', {
  off: {
    kind: 'unavailable',
    vi: 'Khu vực thực hành chưa được bật ở hệ thống này. Đề nghị quản trị viên đặt PRACTICE_DATABASE_URL rồi khởi động lại.',
    en: 'There is no practice area here: an administrator has to set PRACTICE_DATABASE_URL and start the service again.',
  },
  notReady: {
    kind: 'unavailable',
    vi: 'Khu vực thực hành chưa mở được. Chờ một phút rồi thử lại; nếu vẫn vậy, báo quản trị viên. Văn bản thật không bị ảnh hưởng.',
    en: 'The practice area cannot be opened at the moment. Try again in a minute; real documents are not affected.',
  },
  asleep: {
    kind: 'unavailable',
    vi: 'Khu vực thực hành đang nghỉ vì không có ai dùng. Bấm vào một mục bất kỳ để mở lại.',
    en: 'The practice area is asleep because nobody uses it. It opens again with the next step.',
  },
  tooManyResettings: {
    kind: 'too-many',
    vi: 'Hôm nay anh/chị đã làm lại từ đầu {limit} lần. Tiếp tục với phần đang có, hoặc làm lại vào ngày mai.',
    en: 'You have started over {limit} times today. Go on with what you have, or start over tomorrow.',
  },
  notForMachines: {
    kind: 'forbidden',
    vi: 'Khu vực thực hành chỉ dành cho người dùng, không dành cho khóa API.',
    en: 'The practice area is for people, not for API keys.',
  },
  topAdminNeeded: {
    kind: 'forbidden',
    vi: 'Chỉ quản trị viên của đơn vị cao nhất được làm lại toàn bộ khu vực thực hành, vì việc này đưa mọi người đang thực hành ra ngoài.',
    en: 'Only an administrator of the topmost unit may start the whole practice area over: everybody in it is shown out.',
  },
  notHere: {
    kind: 'forbidden',
    vi: 'Khu vực thực hành không có chức năng này. Thoát khỏi khu vực thực hành để dùng.',
    en: 'This is not part of the practice area. Leave it to use this.',
  },
});

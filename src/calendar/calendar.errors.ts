import { errors } from '../platform/errors/domain-error.ts';

export const CALENDAR = errors('calendar', {
  rootOnly: {
    kind: 'forbidden',
    vi: 'Lịch làm việc dùng chung cho cả hệ thống nên chỉ quản trị của đơn vị cấp cao nhất sửa được. Hãy đề nghị quản trị cấp đó.',
    en: 'The working calendar is everybody’s: only administrators of a unit at the top of the tree arrange it. Ask one of them.',
  },
  draftExists: {
    kind: 'conflict',
    vi: 'Đã có một bản nháp lịch đang soạn (số {no}). Sửa tiếp bản đó, hoặc bỏ nó rồi tạo bản mới.',
    en: 'There is a draft already (number {no}). Go on with it, or discard it first.',
  },
  notDraft: {
    kind: 'conflict',
    vi: 'Bản lịch này không còn là bản nháp nên không sửa hay bỏ được. Tạo bản nháp mới dựa trên nó.',
    en: 'This version is no draft any more. Make a new draft based on it.',
  },
  baseMoved: {
    kind: 'conflict',
    vi: 'Từ khi soạn bản nháp, một bản lịch khác đã có hiệu lực. Bỏ bản nháp này và soạn lại trên lịch hiện hành.',
    en: 'Another version has come into force since the draft was begun. Discard it and begin from the one in force.',
  },
  impossible: {
    kind: 'unprocessable',
    vi: 'Lịch có chỗ chưa hợp lý. Sửa các mục được nêu: ngày ghi hai lần, vừa nghỉ vừa làm bù, làm bù vào ngày thường, giờ chồng nhau, đơn vị không có.',
    en: 'The calendar does not hold together. See the fields named: a day twice, off and worked at once, a make-up day that is worked anyway, hours that overlap, an unknown unit.',
  },
  notInForce: {
    kind: 'conflict',
    vi: 'Chỉ tính lại hạn theo bản lịch đang có hiệu lực. Ban hành bản này trước.',
    en: 'Deadlines are recalculated by the version in force only. Put this one in force first.',
  },
  alreadyRunning: {
    kind: 'conflict',
    vi: 'Đang có một lần tính lại hạn chưa xong. Đợi xong rồi làm tiếp.',
    en: 'Deadlines are being recalculated. Wait until that is done.',
  },
});

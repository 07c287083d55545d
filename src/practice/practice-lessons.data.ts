import type { Purpose } from '../calendar/deadlines.policy.ts';
import type { DocumentTypeCode } from '../registers/document-types.ts';
import type { PracticeRole } from './practice.roles.ts';

/** A document of the course. `colleague` writes one for the leader's approval; it goes on when it is approved. */
export interface Lesson {
  readonly from: 'office' | 'partner' | 'colleague';
  readonly typeCode: DocumentTypeCode;
  readonly subject: string;
  readonly summary: string;
  readonly purpose: Purpose;
}

const FIRST = {
  typeCode: 'thong_bao',
  subject: 'Về việc thực hành gửi, nhận văn bản trên hệ thống',
  summary:
    'Văn bản thực hành. Mở văn bản, bấm "Xác nhận đã nhận", rồi vào sổ công văn đến. Sau khi xác nhận, văn bản tiếp theo sẽ đến.',
  purpose: 'act',
} as const;

/** In the order they come; each comes when the one before it has been acknowledged (or approved). */
export const LESSONS: Readonly<Record<PracticeRole, readonly Lesson[]>> = {
  clerk: [
    { from: 'office', ...FIRST },
    {
      from: 'office',
      typeCode: 'ke_hoach',
      subject: 'Tổ chức Ngày Chủ nhật xanh',
      summary: 'Văn bản thực hành. Xác nhận, vào sổ rồi chuyển lãnh đạo đơn vị phân công.',
      purpose: 'act',
    },
    {
      from: 'partner',
      typeCode: 'cong_van',
      subject: 'Về việc phối hợp tổ chức giao lưu giữa hai đơn vị',
      summary: 'Văn bản thực hành. Soạn một công văn trả lời cho văn bản này và gửi đi.',
      purpose: 'coordinate',
    },
    {
      from: 'office',
      typeCode: 'giay_moi',
      subject: 'Dự họp giao ban công tác Đoàn',
      summary: 'Văn bản thực hành. Văn bản để biết: chỉ cần xác nhận đã nhận.',
      purpose: 'inform',
    },
    {
      from: 'office',
      typeCode: 'cong_van',
      subject: 'Về việc báo cáo kết quả thực hành',
      summary:
        'Văn bản thực hành. Soạn báo cáo, trình lãnh đạo duyệt, ban hành lấy số rồi gửi cho Đoàn Khối thực hành.',
      purpose: 'act',
    },
  ],
  leader: [
    {
      from: 'office',
      ...FIRST,
      summary: 'Văn bản thực hành. Mở văn bản và xác nhận đã nhận; văn thư sẽ vào sổ để đồng chí phân công.',
    },
    {
      from: 'colleague',
      typeCode: 'bao_cao',
      subject: 'Kết quả công tác Đoàn tháng này (dự thảo trình duyệt)',
      summary: 'Văn bản thực hành. Văn thư trình; đồng chí đọc rồi duyệt hoặc trả lại kèm lý do.',
      purpose: 'report',
    },
    {
      from: 'office',
      typeCode: 'ke_hoach',
      subject: 'Tổ chức Ngày Chủ nhật xanh',
      summary: 'Văn bản thực hành. Xác nhận, rồi giao việc cho người chủ trì khi văn bản đã vào sổ.',
      purpose: 'act',
    },
    {
      from: 'partner',
      typeCode: 'cong_van',
      subject: 'Về việc phối hợp tổ chức giao lưu giữa hai đơn vị',
      summary: 'Văn bản thực hành. Xác nhận và theo dõi phần việc của đơn vị.',
      purpose: 'coordinate',
    },
  ],
  office: [
    {
      from: 'partner',
      typeCode: 'bao_cao',
      subject: 'Kết quả thực hành gửi, nhận văn bản của đơn vị',
      summary: 'Văn bản thực hành. Mở, xác nhận đã nhận và vào sổ công văn đến của Đoàn Khối.',
      purpose: 'report',
    },
    {
      from: 'partner',
      typeCode: 'to_trinh',
      subject: 'Về việc xin chủ trương tổ chức hội thao',
      summary: 'Văn bản thực hành. Xác nhận, vào sổ; sau đó gửi một thông báo tới tất cả đơn vị trực thuộc.',
      purpose: 'act',
    },
    {
      from: 'partner',
      typeCode: 'cong_van',
      subject: 'Về việc đề nghị hướng dẫn nghiệp vụ',
      summary: 'Văn bản thực hành. Trả lời bằng một công văn.',
      purpose: 'coordinate',
    },
    {
      from: 'partner',
      typeCode: 'bao_cao',
      subject: 'Số liệu đoàn viên quý này',
      summary: 'Văn bản thực hành. Văn bản để biết: chỉ cần xác nhận đã nhận.',
      purpose: 'inform',
    },
  ],
};

/** A partner's question about what it was sent. */
export const QUESTION = {
  typeCode: 'cong_van',
  subject: 'Về việc đề nghị làm rõ thời hạn thực hiện',
  summary: 'Văn bản thực hành. Đơn vị chúng tôi đã nhận văn bản và đề nghị cho biết thời hạn thực hiện.',
} as const satisfies Partial<Lesson>;

/** Units and people of the area: posts only, nobody real. */
export const OFFICE_NAME = 'Đoàn Khối thực hành';
export const UNIT_NAME = 'Chi đoàn thực hành';
export const PARTNER_NAMES = ['Chi đoàn đối tác số 1', 'Chi đoàn đối tác số 2', 'Đoàn trường đối tác'] as const;

import { ApiProperty } from '@nestjs/swagger';

/** A line of "Sổ đăng ký văn bản đến", with the columns of ND30 Annex IV in their order. */
export class IncomingRegisterLineWire {
  deliveryId!: string;
  /** 1 Ngày đến, yyyy-MM-dd. */
  arrivedOn!: string;
  /** 2 Số đến. */
  arrivalNumber!: number;
  /** 3 Tác giả. */
  author!: string;
  /** 4 Số, ký hiệu. */
  symbol!: string;
  /** 5 Ngày tháng văn bản. */
  @ApiProperty({ type: String, nullable: true })
  documentDate!: string | null;
  /** 6 Tên loại và trích yếu nội dung. */
  typeAndSubject!: string;
  /** 7 Đơn vị hoặc người nhận. */
  handedTo!: string;
  /** 8 Ngày chuyển. */
  @ApiProperty({ type: String, nullable: true })
  handedOn!: string | null;
  /** 9 Ký nhận: who took the work up, and when. */
  received!: string;
  /** 10 Ghi chú. */
  note!: string;
}

export class IncomingRegisterWire {
  items!: IncomingRegisterLineWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

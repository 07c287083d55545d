import { ApiProperty } from '@nestjs/swagger';

/** A line of "Sổ đăng ký văn bản đi", with the columns of ND30 Annex IV in their order. */
export class OutgoingRegisterLineWire {
  documentId!: string;
  /** 1 Số, ký hiệu. */
  symbol!: string;
  number!: number;
  typeCode!: string;
  /** 2 Ngày tháng văn bản. */
  documentDate!: string;
  /** 3 Tên loại và trích yếu nội dung. */
  typeAndSubject!: string;
  /** 4 Người ký. */
  signer!: string;
  /** 5 Nơi nhận. */
  recipients!: string[];
  /** 6 Đơn vị, người nhận bản lưu. */
  fileCopy!: string;
  /** 7 Số lượng bản. */
  @ApiProperty({ type: Number, nullable: true })
  copies!: number | null;
  /** 8 Ngày chuyển. */
  @ApiProperty({ type: String, nullable: true })
  sentOn!: string | null;
  /** 9 Ký nhận: how many have acknowledged, of how many. */
  received!: string;
  /** 10 Ghi chú; a void number says why. */
  note!: string;
}

export class OutgoingRegisterWire {
  items!: OutgoingRegisterLineWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

import { ApiProperty } from '@nestjs/swagger';

/** A kind of document and its abbreviation in both number systems. */
export class DocumentTypeWire {
  code!: string;
  name!: string;
  english!: string;
  /** In the State's numbers; null: the State has no such type; empty: it has no abbreviation. */
  @ApiProperty({ type: String, nullable: true })
  stateAbbreviation!: string | null;
  /** In the Đoàn's numbers. */
  @ApiProperty({ type: String, nullable: true })
  doanAbbreviation!: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import { PREVIEW_REASONS, PREVIEW_STATES, type PreviewReason, type PreviewState } from './preview.plan.ts';

export class PreviewPageWire {
  /** From 1; 0 is the small picture of the first page. */
  page!: number;
  width!: number;
  height!: number;
}

/** What can be shown of a file. */
export class PreviewWire {
  /**
   * `waiting` for its scan or its turn; `making`; `ready`; `unsupported`: nothing can be shown of such a file; `failed`: see the reason;
   * `no-converter`: LibreOffice is not installed.
   */
  @ApiProperty({ enum: PREVIEW_STATES })
  state!: PreviewState;
  @ApiProperty({ enum: PREVIEW_REASONS, nullable: true })
  reason!: PreviewReason | null;
  /** Pages of the file; more than are shown, when it is long. Null for what has no pages. */
  @ApiProperty({ type: Number, nullable: true })
  pageCount!: number | null;
  pages!: PreviewPageWire[];
  /** The text can be had too. */
  hasText!: boolean;
}

/** The text of a file, as it was found in it: for search and for screen readers, not for reading what was signed. */
export class FileTextWire {
  /** At most 1 MB, in NFC; empty when there is none, or not yet. */
  text!: string;
  /** The file has more. */
  isCut!: boolean;
}

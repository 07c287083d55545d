import { ApiProperty } from '@nestjs/swagger';
import { IMPORT_KINDS, type ImportKind } from './columns.policy.ts';
import { IMPORT_STATES, PHASES, type ImportState, type Phase } from './imports.states.ts';
import { OUTCOMES, type RowOutcome } from './planned-row.ts';

/** Something to know or to correct, as a sentence in the language asked for. */
export class ImportProblemWire {
  code!: string;
  /** The column it is about; null for the row or the file. */
  @ApiProperty({ type: String, nullable: true })
  field!: string | null;
  detail!: string;
}

export class ImportProgressWire {
  @ApiProperty({ enum: PHASES })
  phase!: Phase;
  /** Rows read while reading, rows compared while checking. */
  done!: number;
  /** Null until the file has been read. */
  @ApiProperty({ type: Number, nullable: true })
  total!: number | null;
}

/** Rows by what would become of them; `absent` is what the file does not name. */
export class ImportTotalsWire {
  create!: number;
  change!: number;
  same!: number;
  error!: number;
  absent!: number;
}

/** How far the application is. */
export class ImportApplicationWire {
  startedAt!: string;
  byName!: string;
  applied!: number;
  /** Left out because something had changed since the check. */
  leftOut!: number;
  /** To apply in all. */
  total!: number;
  @ApiProperty({ type: String, nullable: true })
  endedAt!: string | null;
}

export class ImportCanWire {
  apply!: boolean;
  cancel!: boolean;
}

/** A table that was uploaded. */
export class ImportWire {
  id!: string;
  @ApiProperty({ enum: IMPORT_KINDS })
  kind!: ImportKind;
  unitId!: string;
  unitName!: string;
  fileName!: string;
  fileSize!: number;
  @ApiProperty({ enum: IMPORT_STATES })
  state!: ImportState;
  uploadedAt!: string;
  uploadedByName!: string;
  /** Why the file could not be read. */
  @ApiProperty({ type: ImportProblemWire, nullable: true })
  problem!: ImportProblemWire | null;
  /** What one should know about the file. */
  notes!: ImportProblemWire[];
  progress!: ImportProgressWire;
  @ApiProperty({ type: ImportTotalsWire, nullable: true })
  totals!: ImportTotalsWire | null;
  @ApiProperty({ type: String, nullable: true })
  checkedAt!: string | null;
  @ApiProperty({ type: ImportApplicationWire, nullable: true })
  application!: ImportApplicationWire | null;
  @ApiProperty({ type: String, nullable: true })
  cancelledAt!: string | null;
  /** When file and rows were removed, 30 days after the upload. */
  @ApiProperty({ type: String, nullable: true })
  purgedAt!: string | null;
  can!: ImportCanWire;
}

export class ImportPageWire {
  items!: ImportWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** One field that is or was to be written. */
export class ImportChangeWire {
  field!: string;
  /** Its Vietnamese heading. */
  heading!: string;
  @ApiProperty({ type: String, nullable: true })
  from!: string | null;
  @ApiProperty({ type: String, nullable: true })
  to!: string | null;
}

export const APPLICATIONS = ['applied', 'left_out'] as const;

/** One row of the file. */
export class ImportRowWire {
  /** As the spreadsheet counts; null for what is not in the file. */
  @ApiProperty({ type: Number, nullable: true })
  row!: number | null;
  @ApiProperty({ enum: OUTCOMES })
  outcome!: RowOutcome;
  /** Code of the unit, or user name. */
  key!: string;
  label!: string;
  changes!: ImportChangeWire[];
  problems!: ImportProblemWire[];
  warnings!: ImportProblemWire[];
  @ApiProperty({ enum: APPLICATIONS, nullable: true })
  application!: (typeof APPLICATIONS)[number] | null;
  leftOutBecause!: ImportProblemWire[];
}

export class ImportRowPageWire {
  items!: ImportRowWire[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

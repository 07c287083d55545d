import { ApiProperty } from '@nestjs/swagger';
import { IncomingLineWire } from './incoming.wire.ts';

/** What a document waits for next: one act of somebody's. */
export const NEEDS = ['acknowledge', 'register', 'assign', 'finish'] as const;
export type Need = (typeof NEEDS)[number];

/** A document that waits for the caller. */
export class WaitingIncomingWire {
  @ApiProperty({ enum: NEEDS })
  need!: Need;
  /** The first instant that is too late for it; null: no such clock. */
  @ApiProperty({ type: String, nullable: true })
  dueAt!: string | null;
  isOverdue!: boolean;
  document!: IncomingLineWire;
}

/** What one unit is waited for. Numbers go up to 100: show 99+ then. */
export class IncomingOverviewWire {
  unitId!: string;
  /** As of today. */
  unitName!: string;
  unopened!: number;
  overdue!: number;
  /** Assigned and not done, whoever works on it. */
  working!: number;
  acknowledge!: number;
  register!: number;
  assign!: number;
  /** Assigned to the caller, to lead or to cooperate, and not done. */
  finish!: number;
  /** What the caller can do something about, at most five: due first, then what came first. */
  first!: WaitingIncomingWire[];
}

import { ApiProperty } from '@nestjs/swagger';
import { DamagedFileWire } from '../attachments/damaged-files.wire.ts';
import { UnitsNotReadyWire } from '../custody/units-not-ready.wire.ts';
import { IncomingOverviewWire } from '../incoming/waiting-incoming.wire.ts';
import { OutgoingOverviewWire } from '../outgoing/outgoing-overview.wire.ts';
import { ScanAlertWire } from '../outgoing/scan-alerts.wire.ts';

/** What an administrator sees to. */
export class AdministrationWire {
  unitsNotReady!: UnitsNotReadyWire;
  /** Files infected or not scannable, up to 100. */
  blockedFiles!: number;
  /** Files that are no longer what was uploaded, at most five. */
  damagedFiles!: DamagedFileWire[];
}

/** The first question of each of the caller's roles, answered. */
export class HomeWire {
  /** What waits for the caller's units, one of each where the caller works on documents. */
  incoming!: IncomingOverviewWire[];
  /** What those units have sent and have in hand. */
  outgoing!: OutgoingOverviewWire[];
  /** Files that keep their documents from being sent or read, at most five. */
  scanAlerts!: ScanAlertWire[];
  /** Null for whoever administers nothing. */
  @ApiProperty({ type: () => AdministrationWire, nullable: true })
  administration!: AdministrationWire | null;
}

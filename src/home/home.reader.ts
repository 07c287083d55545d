import { Injectable } from '@nestjs/common';
import { DamagedFiles } from '../attachments/damaged-files.reader.ts';
import { UnitsNotReady } from '../custody/units-not-ready.reader.ts';
import { WaitingIncoming } from '../incoming/waiting-incoming.reader.ts';
import { OutgoingOverview } from '../outgoing/outgoing-overview.reader.ts';
import { ScanAlertsReader } from '../outgoing/scan-alerts.reader.ts';
import type { Principal } from '../platform/access/principal.ts';
import { STAFF } from '../platform/access/role.ts';
import { BlockedFiles } from '../scans/blocked-files.reader.ts';
import type { AdministrationWire, HomeWire } from './home.wire.ts';

const FEW = { limit: 5 };

/** The page everybody begins with: what each room says of the caller's own units, asked at once. */
@Injectable()
export class HomeReader {
  constructor(
    private readonly incoming: WaitingIncoming,
    private readonly outgoing: OutgoingOverview,
    private readonly scanAlerts: ScanAlertsReader,
    private readonly notReady: UnitsNotReady,
    private readonly blocked: BlockedFiles,
    private readonly damaged: DamagedFiles,
  ) {}

  /** A constant number of queries, whatever it shows; none for a role the caller has not. */
  async home(caller: Principal): Promise<HomeWire> {
    const [work, administration] = await Promise.all([this.work(caller), this.administration(caller)]);
    return { ...work, administration };
  }

  private async work(caller: Principal): Promise<Omit<HomeWire, 'administration'>> {
    if (caller.unitIds(STAFF).length === 0) return { incoming: [], outgoing: [], scanAlerts: [] };
    const [incoming, outgoing, alerts] = await Promise.all([
      this.incoming.overviews(caller),
      this.outgoing.overviews(caller),
      this.scanAlerts.list(caller, FEW),
    ]);
    return { incoming, outgoing, scanAlerts: alerts.items };
  }

  private async administration(caller: Principal): Promise<AdministrationWire | null> {
    if (caller.unitIds(['admin']).length === 0) return null;
    const [unitsNotReady, blockedFiles, damaged] = await Promise.all([
      this.notReady.overview(caller),
      this.blocked.count(caller),
      this.damaged.list(caller, FEW),
    ]);
    return { unitsNotReady, blockedFiles, damagedFiles: damaged.items };
  }
}

import { Injectable } from '@nestjs/common';
import type { Device, OpenedSession } from '../accounts/opened-session.ts';
import type { Principal } from '../platform/access/principal.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { UnitsReader } from '../units/units.reader.ts';
import { PracticeArea } from './practice-area.ts';
import type { PracticeApp } from './practice-app.ts';
import { PracticePartners } from './practice-partners.service.ts';
import { PracticeProgress } from './practice-progress.service.ts';
import { PracticeWorlds } from './practice-worlds.service.ts';
import { PRACTICE } from './practice.errors.ts';
import type { PracticeRole } from './practice.roles.ts';
import type { PracticeActWire, PracticeEntranceWire, PracticeResettingWire } from './practice.wire.ts';

/** Somebody who has just come in: what the page is told, and the session its cookies are made of. */
export interface Entered {
  readonly area: PracticeApp;
  readonly opened: OpenedSession;
  readonly answer: PracticeEntranceWire;
}

/** The real area's side of the practice area: in, anew, and what was done. */
@Injectable()
export class PracticeDesk {
  constructor(
    private readonly area: PracticeArea,
    private readonly progress: PracticeProgress,
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly units: UnitsReader,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws practice.off, practice.not-ready, practice.not-for-machines */
  async enter(caller: Principal, role: PracticeRole, device: Device): Promise<Entered> {
    if (caller.key) throw PRACTICE.notForMachines();
    const area = await this.area.enter();
    const { world, opened } = await area.get(PracticeWorlds).enter(caller.accountId, role, device);
    const partners = area.get(PracticePartners);
    // What waits for them is there when they look.
    await partners.play(world.id);
    await partners.next(world.id);
    await this.progress.entered(caller.accountId);
    return { area, opened, answer: { path: '/practice/', role, unitName: opened.who.posts[0]?.unitName ?? '' } };
  }

  /** The caller's own world is left behind. @throws practice.off, practice.not-ready, practice.not-for-machines, practice.too-many-resettings */
  async resetOwn(caller: Principal): Promise<PracticeResettingWire> {
    if (caller.key) throw PRACTICE.notForMachines();
    const area = await this.area.enter();
    await area.get(PracticePartners).report(caller.accountId);
    await area.get(PracticeWorlds).leaveBehind(caller.accountId);
    return { scope: 'own', at: this.clock.now().toISOString() };
  }

  /** Everything starts over, for everybody. What was practised stays known. @throws access.role-needed, practice.top-admin-needed, practice.off, practice.not-ready */
  async resetAll(caller: Principal): Promise<PracticeResettingWire> {
    const administered = caller.unitIds(['admin']);
    if (administered.length === 0) throw ACCESS.roleNeeded({ roles: 'admin' });
    const top = (await this.units.roots(this.database)).find((id) => administered.includes(id));
    if (!top) throw PRACTICE.topAdminNeeded();
    await this.area.wipe();
    const line = { act: 'practice.reset', subjectType: 'practice', subjectId: null, unitId: top };
    await this.work.run((tx) => this.audit.record(tx, caller, line));
    return { scope: 'all', at: this.clock.now().toISOString() };
  }

  /** Up to this moment where the area is open here; otherwise as it was reported last. */
  async progressOf(caller: Principal): Promise<{ isOn: boolean; acts: PracticeActWire[] }> {
    await this.area.opened?.get(PracticePartners).report(caller.accountId);
    return { isOn: this.area.isOn, acts: await this.progress.of(caller.accountId) };
  }
}

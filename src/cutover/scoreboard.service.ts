import { Injectable } from '@nestjs/common';
import { nameOf, WITH } from '../onboarding/road.sql.ts';
import { ACCESS } from '../platform/access/access.errors.ts';
import type { Principal } from '../platform/access/principal.ts';
import { Audit } from '../platform/audit/audit.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage } from '../platform/http/keyset.ts';
import type { PageQuery } from '../platform/http/page.dto.ts';
import { UnitsReader } from '../units/units.reader.ts';
import type { ScoreboardBody } from './cutover.dto.ts';
import type { PublicScoreboardWire, ScoreboardSettingWire } from './cutover.wire.ts';
import { daysLeft, publicStep, type RoadStep } from './roads.policy.ts';
import { roads, roadValues } from './roads.sql.ts';

type Row = Omit<ScoreboardSettingWire, 'changedAt' | 'can'> & { readonly changedAt: Date | null };

const ROW = `select shown, names, changed_at as "changedAt" from cutover_scoreboard`;

/** $1 is not used: everybody sees all units, or none. */
const ALL = roads('$1::uuid[] is null');
const COUNTS = `with recursive ${WITH} select step, count(*)::int as count from ${ALL} r group by step`;
const UNITS = `with recursive ${WITH} select r.code, ${nameOf('r.id')} as name, r.step from ${ALL} r
  where ($5::text is null or r.code > $5) order by r.code limit $6`;
const INBOXES = `select count(*)::int as all, count(*) filter (where state = 'retired')::int as retired from legacy_inbox`;

/** Numbers are made anew this often at most, however many people look. */
const FRESH_MS = 30_000;

type Numbers = Pick<PublicScoreboardWire, 'units' | 'inboxesRetired' | 'inboxesAll'>;

/** The board everybody can see, when the office wants it to be seen. */
@Injectable()
export class Scoreboard {
  #numbers: { readonly at: number; readonly made: Promise<Numbers> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly units: UnitsReader,
    private readonly audit: Audit,
  ) {}

  async row(queries: Queries, lock = false): Promise<Row> {
    const row = await queries.first<Row>(lock ? `${ROW} for update` : ROW);
    if (!row) throw new Error('the row of the scoreboard is gone');
    return row;
  }

  async setting(caller: Principal): Promise<ScoreboardSettingWire> {
    const [root] = await this.topOf(this.database, caller);
    return toWire(await this.row(this.database), root !== undefined);
  }

  /** It shows all units, so only administrators at the top of the tree say so. @throws access.role-needed */
  async set(caller: Principal, { shown, names }: ScoreboardBody): Promise<ScoreboardSettingWire> {
    return this.work.run(async (tx) => {
      const [root] = await this.topOf(tx, caller);
      if (root === undefined) throw ACCESS.roleNeeded({ roles: 'admin' });
      const before = await this.row(tx, true);
      if (before.shown !== shown || before.names !== names) {
        await tx.run(`update cutover_scoreboard set shown = $1, names = $2, changed_at = $3, changed_by = $4`, [
          shown,
          names,
          this.clock.now(),
          caller.accountId,
        ]);
        const subject = { subjectType: 'cutover-scoreboard', subjectId: null, unitId: root };
        await this.audit.record(tx, caller, { act: 'cutover.scoreboard', ...subject, detail: { shown, names } });
      }
      return toWire(await this.row(tx), true);
    });
  }

  /** @throws request.not-found while it is off */
  async everybodys(page: PageQuery): Promise<PublicScoreboardWire> {
    const { shown, names } = await this.row(this.database);
    if (!shown) throw REQUEST.notFound();
    const at = this.config.cutoverAt;
    const listed = names ? await this.namesOf(page) : { items: [], next: null };
    return {
      at: at?.toISOString() ?? null,
      daysLeft: at && daysLeft(this.clock.now(), at),
      ...(await this.numbers()),
      ...listed,
    };
  }

  private async topOf(queries: Queries, caller: Principal): Promise<string[]> {
    const mine = caller.unitIds(['admin']);
    return (await this.units.roots(queries)).filter((id) => mine.includes(id));
  }

  private async namesOf(page: PageQuery): Promise<Pick<PublicScoreboardWire, 'items' | 'next'>> {
    const [after] = page.after ? decodeCursor(page.after, ['text']) : [null];
    const rows = await this.database.rows<{ code: string; name: string; step: RoadStep }>(UNITS, [
      ...roadValues(null, this.clock.now()),
      after,
      page.limit + 1,
    ]);
    return toPage(
      rows,
      page.limit,
      (row) => [row.code],
      ({ name, step }) => ({ name, step: publicStep(step) }),
    );
  }

  private numbers(): Promise<Numbers> {
    const now = this.clock.now().getTime();
    const kept = this.#numbers;
    if (kept && Math.abs(now - kept.at) < FRESH_MS) return kept.made;
    const made = this.count();
    this.#numbers = { at: now, made };
    // What failed is not shown again.
    made.catch(() => (this.#numbers = null));
    return made;
  }

  private async count(): Promise<Numbers> {
    const units = { preparing: 0, ready: 0, cut_over: 0 };
    const values = roadValues(null, this.clock.now());
    for (const { step, count } of await this.database.rows<{ step: RoadStep; count: number }>(COUNTS, values))
      units[publicStep(step)] += count;
    const inboxes = await this.database.first<{ all: number; retired: number }>(INBOXES);
    return { units, inboxesAll: inboxes?.all ?? 0, inboxesRetired: inboxes?.retired ?? 0 };
  }
}

const toWire = ({ shown, names, changedAt }: Row, change: boolean): ScoreboardSettingWire => ({
  shown,
  names,
  changedAt: changedAt?.toISOString() ?? null,
  can: { change },
});

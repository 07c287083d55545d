import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Config } from '../platform/config/config.ts';
import { Database } from '../platform/database/database.ts';
import { Lists } from '../platform/database/lists.ts';
import type { Queries } from '../platform/database/tx.ts';
import { REQUEST } from '../platform/errors/request.errors.ts';
import { decodeCursor, toPage, type Page } from '../platform/http/keyset.ts';
import { fold } from '../platform/text/vietnamese.ts';
import { UnitHistoryReader } from './unit-history.reader.ts';
import { folded, LINE_COLUMNS, NAME_ON_DAY } from './unit-line.ts';
import type { UnitContactWire, UnitDetailWire, UnitWire } from './unit.wire.ts';
import type { UnitsQuery } from './units.dto.ts';
import { UnitsReader } from './units.reader.ts';

/** The fields without the class, for spreading. */
type Plain<T> = { [K in keyof T]: T[K] };
type Row = UnitWire & UnitContactWire;
type DetailRow = Row & {
  parentName: string | null;
  successorId: string | null;
  successorName: string | null;
};

const COLUMNS = `${LINE_COLUMNS}, u.phone, u.opened_on::text as "openedOn", u.version,
  (select count(*)::int from unit c where c.parent_id = u.id and c.closed_on is null) as "childCount"`;

/** Every word is somewhere in the code or in a name the unit has or had: people look bodies up under the name on an old document. */
const hasWords = (words: string) => `(select bool_and(strpos(hay.text, word) > 0) from unnest(${words}::text[]) word,
  (select ${folded(`u.code || ' ' || string_agg(name || ' ' || short_name, ' ')`)} as text from unit_name where unit_id = u.id) hay)`;

const DETAIL = `select ${COLUMNS}, unit_name_on(u.parent_id, $1::date) as "parentName",
    u.successor_id as "successorId", unit_name_on(u.successor_id, $1::date) as "successorName"
  from unit u ${NAME_ON_DAY} where u.id = $2`;

/** The directory of units: open to every signed-in person, except for contact data. */
@Injectable()
export class UnitDirectory {
  constructor(
    private readonly database: Database,
    private readonly lists: Lists,
    private readonly units: UnitsReader,
    private readonly history: UnitHistoryReader,
    private readonly config: Config,
  ) {}

  /** In Vietnamese order of today's names. */
  async list(caller: Principal, query: UnitsQuery): Promise<Page<UnitWire>> {
    const values: unknown[] = [this.units.today(), query.limit + 1];
    const where = ['true'];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const trees = await this.treesOf(caller);
    if (trees) where.push(`exists (select from unnest(${bind(trees)}::uuid[]) tree where unit_within(u.id, tree))`);
    if (!query.includeClosed) where.push('u.closed_on is null');
    if (query.kind) where.push(`u.kind = ${bind(query.kind)}`);
    if (query.sector) where.push(`u.sector = ${bind(query.sector)}`);
    if (query.parentId) where.push(`u.parent_id = ${bind(query.parentId)}`);
    const words = wordsOf(query.q);
    if (words.length > 0) where.push(hasWords(bind(words)));
    if (query.after) {
      const [name, id] = decodeCursor(query.after, ['text', 'id']);
      where.push(`(n.name collate vietnamese, u.id) > (${bind(name)}::text, ${bind(id)}::uuid)`);
    }
    const rows = await this.lists.rows<Row>(
      `select ${COLUMNS} from unit u ${NAME_ON_DAY} where ${where.join(' and ')} order by n.name collate vietnamese, u.id limit $2`,
      values,
    );
    return toPage(rows, query.limit, (row) => [row.name, row.id], toUnitWire);
  }

  /** @throws request.not-found */
  async one(caller: Principal, id: string): Promise<UnitDetailWire> {
    const row = await this.database.first<DetailRow>(DETAIL, [this.units.today(), id]);
    if (!row) throw REQUEST.notFound();
    const [path, names, terms] = await Promise.all([
      this.units.pathOf(this.database, id),
      this.history.latestNames(id),
      this.history.latestTerms(id),
    ]);
    const trees = await this.treesOf(caller);
    if (trees && !path.some((at) => trees.includes(at))) throw REQUEST.notFound();
    const roots = caller.unitIds(['admin']);
    const isAdmin = path.some((at) => roots.includes(at));
    const isOpen = row.closedOn === null;
    return {
      ...toUnitWire(row),
      parent: refOf(row.parentId, row.parentName),
      successor: refOf(row.successorId, row.successorName),
      contact: isAdmin || caller.belongsTo(id) ? { email: row.email, phone: row.phone } : null,
      names,
      terms,
      can: { edit: isAdmin && isOpen, move: isOpen && path.some((at) => at !== id && roots.includes(at)) },
    };
  }

  /** In the practice area everybody is alone with the units they practise with; null: all units are for everybody. */
  private async treesOf(caller: Principal): Promise<string[] | null> {
    if (this.config.area === 'real') return null;
    const paths = await Promise.all(caller.unitIds().map((id) => this.units.pathOf(this.database, id)));
    return paths.flat();
  }

  /** One unit as the directory shows it. @throws request.not-found */
  async line(queries: Queries, id: string): Promise<UnitWire> {
    const row = await queries.first<Row>(`select ${COLUMNS} from unit u ${NAME_ON_DAY} where u.id = $2`, [
      this.units.today(),
      id,
    ]);
    if (!row) throw REQUEST.notFound();
    return toUnitWire(row);
  }
}

function wordsOf(q: string | undefined): string[] {
  return fold(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function refOf(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}

function toUnitWire(row: Row): Plain<UnitWire> {
  const {
    id,
    code,
    name,
    shortName,
    kind,
    sector,
    channel,
    parentId,
    symbol,
    symbolStyle,
    numbering,
    place,
    openedOn,
    closedOn,
    childCount,
    version,
  } = row;
  return {
    id,
    code,
    name,
    shortName,
    kind,
    sector,
    channel,
    parentId,
    symbol,
    symbolStyle,
    numbering,
    place,
    openedOn,
    closedOn,
    childCount,
    version,
  };
}

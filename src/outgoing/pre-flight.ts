import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { fill, type Language } from '../platform/errors/problem.ts';
import { findDocument } from './held-document.ts';
import { namesOf, ScanGate, type GatedFile } from '../attachments/scan-gate.ts';
import { closedAmong, fileIdsOf } from './document-files.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { OUTGOING, PRE_FLIGHT } from './outgoing.errors.ts';
import { refusal } from './outgoing.policy.ts';
import type { PreFlightWire } from './outgoing.wire.ts';
import { Recipients, type Expanded } from './recipients.ts';
import type { DraftLine, LabelledLine } from './recipient-line.ts';
import type { UnitLine } from '../units/unit-line.ts';

/** What was found before sending; an error stops it. */
interface Found {
  readonly errors: DomainError[];
  readonly expanded: Expanded;
  readonly had: ReadonlySet<string>;
  readonly files: readonly GatedFile[];
}

/** What a dispatch knows before its copies are made: the rest it learns from making them. */
export interface Plan {
  readonly lines: readonly LabelledLine[];
  readonly files: readonly GatedFile[];
  /** In the order of the document. */
  readonly fileIds: readonly string[];
}

/** The checks before "Gửi". The dispatch makes the very same ones inside its transaction; warnings are for the screen. */
@Injectable()
export class PreFlight {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recipients: Recipients,
    private readonly gate: ScanGate,
  ) {}

  /** For the screen: the state of the document counts as a check too. */
  async show(caller: Principal, id: string, language: Language): Promise<PreFlightWire> {
    const document = await findDocument(this.database, caller, id);
    const found = await this.check(this.database, document);
    const warnings = await this.warnings(this.database, document, found);
    const { why: refused } = caller.judge(document.unitId, (capacity) => refusal('dispatch', document, capacity));
    const errors = refused ? [refused, ...found.errors] : found.errors;
    const lineOf = (level: 'error' | 'warning') => (error: DomainError) => ({
      code: error.code,
      level,
      detail: fill(error.definition[language], error.params),
    });
    return {
      ready: errors.length === 0,
      checks: [...errors.map(lineOf('error')), ...warnings.map(lineOf('warning'))],
      lines: found.expanded.lines,
      recipients: found.expanded.recipients.map(({ unit, purpose }) => ({
        unitId: unit.id,
        name: unit.name,
        purpose,
        channel: unit.channel,
        hasItAlready: found.had.has(unit.id),
      })),
    };
  }

  /**
   * Before the copies are made. Whom the lists reach is found by making them, so `refuseNobody` comes after that.
   * @param lines instead of the document's own, for a further dispatch
   * @throws the first error
   */
  async plan(
    tx: Tx,
    document: OutgoingDocument,
    lines: readonly DraftLine[] | null,
    fileIds: readonly string[],
  ): Promise<Plan> {
    const named = await this.recipients.name(tx, document.unitId, lines ?? (await draftLines(tx, document.id)));
    const files = await this.gate.statesOf(tx, fileIds);
    const [error] = [...errorsOfNamed(document, named.lines, named.units), ...closedAmong(files)];
    if (error) throw error;
    return { lines: named.lines, files, fileIds };
  }

  private async check(queries: Queries, document: OutgoingDocument): Promise<Found> {
    const expanded = await this.recipients.expand(queries, document.unitId, await draftLines(queries, document.id));
    const had = await alreadyAt(queries, document.id);
    const fresh = expanded.recipients.filter((r) => !had.has(r.unit.id)).length;
    const files = await this.gate.statesOf(queries, await fileIdsOf(queries, document.id));
    const errors = errorsOfNamed(
      document,
      expanded.lines,
      expanded.recipients.map((r) => r.unit),
    );
    const nobody = nobodyTo(expanded.recipients.length, fresh);
    return { errors: [...errors, ...(nobody ? [nobody] : []), ...closedAmong(files)], expanded, had, files };
  }

  /** What does not stop a dispatch but should be seen before it; asked for the screen alone. */
  private async warnings(queries: Queries, document: OutgoingDocument, found: Found): Promise<DomainError[]> {
    const units = found.expanded.recipients.map((r) => r.unit);
    const unmanned = await this.recipients.unmanned(queries, units);
    const again = units.filter((unit) => found.had.has(unit.id));
    const empty = found.expanded.lines.filter((line) => line.target === 'group' && line.count === 0);
    const warnings: DomainError[] = [];
    if (empty.length > 0) warnings.push(PRE_FLIGHT.emptyGroups({ groups: someOf(empty.map((line) => line.label)) }));
    const pending = found.files.filter(({ state }) => state === 'pending');
    if (found.files.length === 0) warnings.push(PRE_FLIGHT.noAttachment());
    if (pending.length > 0) warnings.push(PRE_FLIGHT.filesNotScanned({ files: namesOf(pending) }));
    if (unmanned.length > 0) warnings.push(PRE_FLIGHT.unmannedUnits({ units: someOf(unmanned.map((u) => u.name)) }));
    if (again.length > 0 && again.length < units.length)
      warnings.push(PRE_FLIGHT.someHaveIt({ units: someOf(again.map((u) => u.name)) }));
    if (document.respondBy && document.respondBy <= this.clock.now()) warnings.push(PRE_FLIGHT.respondByPassed());
    return warnings;
  }
}

async function draftLines(queries: Queries, documentId: string): Promise<DraftLine[]> {
  return queries.rows<DraftLine & { position: number }>(
    `select target, unit_id as "unitId", group_id as "groupId", purpose from outgoing_recipient where document_id = $1 order by position`,
    [documentId],
  );
}

async function alreadyAt(queries: Queries, documentId: string): Promise<Set<string>> {
  const rows = await queries.rows<{ unit_id: string }>(
    `select unit_id from delivery where document_id = $1 and not (state = 'withdrawn' and delivered_at is null)`,
    [documentId],
  );
  return new Set(rows.map((row) => row.unit_id));
}

/** Lists reach open units alone, and never their own sender: only what is named one by one can be closed, or the sender. */
function errorsOfNamed(
  document: OutgoingDocument,
  lines: readonly DraftLine[],
  units: readonly UnitLine[],
): DomainError[] {
  const closed = units.filter((unit) => unit.closedOn !== null).map((unit) => unit.name);
  const isToItself = lines.some((line) => line.unitId === document.unitId && line.purpose !== 'file');
  return [
    ...(closed.length > 0 ? [OUTGOING.closedRecipients({ units: someOf(closed) })] : []),
    ...(isToItself ? [OUTGOING.toItself()] : []),
  ];
}

/** @param fresh those reached that do not have it yet */
export function nobodyTo(reached: number, fresh: number): DomainError | null {
  if (reached === 0) return OUTGOING.noRecipients();
  return fresh === 0 ? OUTGOING.nobodyNew() : null;
}

/** A sentence names ten at most. */
function someOf(names: readonly string[]): string {
  return names.length > 10 ? `${names.slice(0, 10).join(', ')} … (+${names.length - 10})` : names.join(', ');
}

import { Injectable } from '@nestjs/common';
import type { Principal } from '../platform/access/principal.ts';
import { Clock } from '../platform/clock/clock.ts';
import { Database } from '../platform/database/database.ts';
import type { Queries } from '../platform/database/tx.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import { fill, type Language } from '../platform/errors/problem.ts';
import type { Recipient } from '../incoming/deliveries.service.ts';
import { findDocument } from './held-document.ts';
import { namesOf, ScanGate, type GatedFile } from '../attachments/scan-gate.ts';
import { closedAmong, fileIdsOf } from './document-files.ts';
import type { OutgoingDocument } from './outgoing.entity.ts';
import { OUTGOING, PRE_FLIGHT } from './outgoing.errors.ts';
import { refusal } from './outgoing.policy.ts';
import type { PreFlightWire } from './outgoing.wire.ts';
import { Recipients, type Expanded } from './recipients.ts';
import type { DraftLine } from './recipient-line.ts';

/** What was found before sending; an error stops it. */
export interface Found {
  readonly errors: DomainError[];
  readonly expanded: Expanded;
  /** Those who do not have it yet. */
  readonly fresh: Recipient[];
  readonly had: ReadonlySet<string>;
  readonly files: readonly GatedFile[];
}

/** The checks before "Gửi". The dispatch runs the very same ones inside its transaction; warnings are for the screen. */
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
    const found = await this.check(this.database, document, null);
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

  /** @param lines instead of the document's own, for a further dispatch */
  async check(queries: Queries, document: OutgoingDocument, lines: readonly DraftLine[] | null): Promise<Found> {
    const expanded = await this.recipients.expand(
      queries,
      document.unitId,
      lines ?? (await draftLines(queries, document.id)),
    );
    const had = await alreadyAt(queries, document.id);
    const fresh = expanded.recipients
      .filter((r) => !had.has(r.unit.id))
      .map((r) => ({ unitId: r.unit.id, purpose: r.purpose, channel: r.unit.channel }));
    const files = await this.gate.statesOf(queries, await fileIdsOf(queries, document.id));
    return { errors: [...errorsOf(document, expanded, fresh), ...closedAmong(files)], expanded, fresh, had, files };
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

function errorsOf(document: OutgoingDocument, { recipients }: Expanded, fresh: readonly Recipient[]): DomainError[] {
  const errors: DomainError[] = [];
  const closed = recipients.filter((r) => r.unit.closedOn !== null).map((r) => r.unit.name);
  if (recipients.length === 0) errors.push(OUTGOING.noRecipients());
  if (closed.length > 0) errors.push(OUTGOING.closedRecipients({ units: someOf(closed) }));
  if (recipients.some((r) => r.unit.id === document.unitId && r.purpose !== 'file')) errors.push(OUTGOING.toItself());
  if (recipients.length > 0 && fresh.length === 0) errors.push(OUTGOING.nobodyNew());
  return errors;
}

/** A sentence names ten at most. */
function someOf(names: readonly string[]): string {
  return names.length > 10 ? `${names.slice(0, 10).join(', ')} … (+${names.length - 10})` : names.join(', ');
}

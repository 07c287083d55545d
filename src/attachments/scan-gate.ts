import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import type { Queries, Tx } from '../platform/database/tx.ts';
import { ATTACHMENTS } from './attachments.errors.ts';
import { passes, type ScanState } from './scan.states.ts';

/** A file as the gate sees it. */
export interface GatedFile {
  readonly id: string;
  readonly name: string;
  readonly state: ScanState;
}

/** Stands before every byte that leaves: asked at the last moment, whatever was read before. */
@Injectable()
export class ScanGate {
  constructor(private readonly database: Database) {}

  /** @throws attachments.infected, attachments.unscannable, attachments.not-scanned-yet, naming the files */
  async refuse(files: readonly { readonly id: string }[]): Promise<void> {
    const seen = await this.statesOf(
      this.database,
      files.map(({ id }) => id),
    );
    const obstacle = obstacleAmong(seen);
    if (obstacle) throw obstacle;
  }

  /**
   * The same for contents that are no file of a unit yet, as in mails.
   * @throws attachments.infected, attachments.unscannable, attachments.not-scanned-yet, naming the files
   */
  async refuseContents(contents: readonly { readonly name: string; readonly sha256: string }[]): Promise<void> {
    const states = await this.statesOfContents(
      this.database,
      contents.map(({ sha256 }) => sha256),
    );
    const obstacle = obstacleAmong(
      contents.map(({ name, sha256 }) => ({ id: sha256, name, state: states.get(sha256) ?? 'off' })),
    );
    if (obstacle) throw obstacle;
  }

  /** By content; one that is not there was never scanned ("off"). */
  async statesOfContents(queries: Queries, contents: readonly string[]): Promise<ReadonlyMap<string, ScanState>> {
    const rows = await queries.rows<{ sha256: string; state: ScanState }>(
      `select sha256, state from blob_scan where sha256 = any($1::text[])`,
      [[...new Set(contents)]],
    );
    return new Map(rows.map(({ sha256, state }) => [sha256, state]));
  }

  /** In the order of their names. */
  async statesOf(queries: Queries, ids: readonly string[]): Promise<GatedFile[]> {
    return queries.rows<GatedFile & { state: ScanState }>(
      `select attachment_id as id, name, state from attachment_scan where attachment_id = any($1::uuid[]) order by name, attachment_id`,
      [ids],
    );
  }

  /** Verdicts on these files wait until the transaction ends: what is decided on their states stays true until it is written. */
  async hold(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.rows(
      `select from blob where sha256 in (select sha256 from attachment where id = any($1::uuid[])) order by sha256 for share`,
      [ids],
    );
  }
}

/** The worst first: nothing helps against an infection, the others may pass. */
export function obstacleAmong(files: readonly GatedFile[]): DomainError | null {
  const closed = files.filter(({ state }) => !passes(state));
  const named = (...states: ScanState[]) => namesOf(closed.filter(({ state }) => states.includes(state)));
  if (named('infected')) return ATTACHMENTS.infected({ files: named('infected') });
  if (named('unscannable')) return ATTACHMENTS.unscannable({ files: named('unscannable') });
  return closed.length > 0 ? ATTACHMENTS.notScannedYet({ files: namesOf(closed) }, [], 15) : null;
}

/** A sentence names five at most. */
export function namesOf(files: readonly { readonly name: string }[]): string {
  const names = files.slice(0, 5).map(({ name }) => name);
  return files.length > 5 ? `${names.join(', ')} … (+${files.length - 5})` : names.join(', ');
}

import { namesOf, type GatedFile } from '../attachments/scan-gate.ts';
import type { DomainError } from '../platform/errors/domain-error.ts';
import type { Queries } from '../platform/database/tx.ts';
import { OUTGOING } from './outgoing.errors.ts';

/** The files of a document, in their order. */
export async function fileIdsOf(queries: Queries, documentId: string): Promise<string[]> {
  const rows = await queries.rows<{ id: string }>(
    `select attachment_id as id from outgoing_attachment where document_id = $1 order by position`,
    [documentId],
  );
  return rows.map(({ id }) => id);
}

/** Why the document cannot be sent with these files; empty while they merely wait. */
export function closedAmong(files: readonly GatedFile[]): DomainError[] {
  const named = (state: string) => files.filter((file) => file.state === state);
  const [infected, unscannable] = [named('infected'), named('unscannable')];
  const errors: DomainError[] = [];
  if (infected.length > 0) errors.push(OUTGOING.infectedFiles({ files: namesOf(infected) }));
  if (unscannable.length > 0) errors.push(OUTGOING.unscannableFiles({ files: namesOf(unscannable) }));
  return errors;
}

import type { Stage } from './stage.ts';

/** What a unit's old inbox got about its booking. */
export interface ReceivedInvitation {
  readonly method: string | null;
  readonly sequence: number | null;
  readonly ics: string;
}

interface Row {
  readonly parts: readonly { readonly method: string | null; readonly base64: string }[];
}

/** Oldest first. */
export async function invitationsTo(stage: Stage, address: string): Promise<ReceivedInvitation[]> {
  const rows = await stage.rows<Row>(
    `select parts from mail_message where purpose = 'training.booking' and recipient_address = $1 order by created_at, purpose_key`,
    [address],
  );
  return rows.map(({ parts }) => {
    const event = parts.find(({ method }) => method !== null);
    const ics = event ? Buffer.from(event.base64, 'base64').toString() : '';
    const sequence = /^SEQUENCE:(\d+)/m.exec(ics)?.[1];
    return { method: event?.method ?? null, sequence: sequence === undefined ? null : Number(sequence), ics };
  });
}

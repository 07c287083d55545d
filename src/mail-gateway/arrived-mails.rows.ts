import type { Principal } from '../platform/access/principal.ts';
import { actsOn, type ArrivedState, type Side } from './arrived-mail.states.ts';
import type { ArrivedMailLineWire } from './arrived-mails.wire.ts';

export interface ArrivedRow {
  readonly id: string;
  readonly mailId: string;
  readonly unitId: string;
  readonly inboxes: string[];
  readonly side: Side;
  readonly state: ArrivedState;
  readonly keptBecause: 'before-cutover' | 'own-mail' | null;
  readonly arrivedAt: Date;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly subject: string;
  readonly size: number;
  readonly isSpam: boolean;
  readonly isAutomatic: boolean;
  readonly deliveryId: string | null;
}

/** Over arrived_mail a and received_mail m. */
export const LINE_COLUMNS = `a.id, a.mail_id as "mailId", a.unit_id as "unitId",
  array(select i.address from arrived_mail_inbox l join legacy_inbox i on i.id = l.inbox_id where l.arrived_id = a.id order by 1) as inboxes,
  a.side, a.state, a.kept_because as "keptBecause", a.arrived_at as "arrivedAt", m.from_name as "fromName", m.from_address as "fromAddress", m.subject,
  m.size::float8 as size, m.is_spam as "isSpam", m.is_automatic as "isAutomatic", a.delivery_id as "deliveryId"`;

export function toLine(row: ArrivedRow, caller: Principal): ArrivedMailLineWire {
  const {
    id,
    unitId,
    inboxes,
    side,
    state,
    keptBecause,
    fromName,
    fromAddress,
    subject,
    size,
    isSpam,
    isAutomatic,
    deliveryId,
  } = row;
  const roles = caller.posts.filter((post) => post.unitId === unitId).map(({ role }) => role);
  return {
    id,
    unitId,
    inboxes,
    side,
    state,
    keptBecause,
    arrivedAt: row.arrivedAt.toISOString(),
    fromName,
    fromAddress,
    subject,
    size,
    isSpam,
    isAutomatic,
    deliveryId,
    can: actsOn(state, roles),
  };
}

import type { AccountPageWire } from '../../../../accounts/account.wire.ts';
import type { GroupPageWire } from '../../../../groups/group.wire.ts';
import type { UnitPageWire } from '../../../../units/unit.wire.ts';
import { get } from '../../../api/client.ts';
import type { Picked } from './picker.tsx';

const SHOWN = 20;

/** Units of the directory by words of their code or name. */
export async function findUnits(q: string, signal: AbortSignal): Promise<readonly Picked[]> {
  const { items } = await get<UnitPageWire>('/units', { query: { q: q || null, limit: SHOWN }, signal });
  return items.map(({ id, name, code }) => ({ id, name, below: code }));
}

/** People the administrator sees, by words of their names. */
export async function findPeople(q: string, signal: AbortSignal): Promise<readonly Picked[]> {
  const { items } = await get<AccountPageWire>('/accounts', { query: { q: q || null, limit: SHOWN }, signal });
  return items.map(({ id, displayName, username, posts }) => ({
    id,
    name: displayName,
    below: [username, posts[0]?.unitName].filter(Boolean).join(' · '),
  }));
}

/** Groups one sees; there are few, so that they are looked through here. */
export async function findGroups(q: string, signal: AbortSignal): Promise<readonly Picked[]> {
  const { items } = await get<GroupPageWire>('/groups', { query: { limit: 200 }, signal });
  const { folded } = await import('../../../words/folded.ts');
  return items
    .filter(({ name }) => folded(name).includes(folded(q)))
    .slice(0, SHOWN)
    .map(({ id, name, ownerName }) => ({ id, name, below: ownerName }));
}

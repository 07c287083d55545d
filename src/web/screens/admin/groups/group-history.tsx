import type { GroupChangeWire } from '../../../../groups/group-changes.wire.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminGroupsTexts } from '../../../texts/admin-groups.vi.ts';
import { MoreRows } from '../../../ui/conditions.tsx';
import { When } from '../../../ui/marks.tsx';
import { Part } from '../parts/facts.tsx';

/** Who changed what, by what right. Nothing for those who may not see it. */
export function GroupHistory({ groupId }: { readonly groupId: string }) {
  const t = useTexts(adminGroupsTexts);
  const changes = useList<GroupChangeWire>(['groups', 'changes', groupId], `/groups/${groupId}/changes`);
  if (changes.rows.length === 0) return null;
  return (
    <Part title={t('history')}>
      <ul className="rows">
        {changes.rows.map((change) => (
          <li key={change.id} className="row">
            <span className="grows">
              {t(`act_${change.act}`)}
              <NamesOf change={change} />
              <small className="quiet block">
                {change.forName ? t('forName', { name: change.byName, other: change.forName }) : change.byName},{' '}
                {change.byTitle} {change.byUnit.name}
              </small>
            </span>
            <span className="quiet">
              <When at={change.at} />
            </span>
          </li>
        ))}
      </ul>
      <MoreRows list={changes} />
    </Part>
  );
}

function NamesOf({ change }: { readonly change: GroupChangeWire }) {
  const names = [...change.units, ...change.groups].map(({ name }) => name);
  if (names.length === 0) return null;
  const rest = change.unitCount - change.units.length;
  return (
    <>
      {': '}
      {names.join('; ')}
      {rest > 0 && ` … +${rest}`}
    </>
  );
}

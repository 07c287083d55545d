import { Link } from 'react-router';
import type { UnitVacancyWire } from '../../../custody/vacancy.wire.ts';
import { useList } from '../../api/queries.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { custodyTexts } from '../../texts/custody.vi.ts';
import { ErrorState, MoreRows, Skeletons } from '../../ui/conditions.tsx';
import { Mark, When } from '../../ui/marks.tsx';
import { Part } from '../admin/parts/facts.tsx';

/** Units where nobody is left to receive: the one longest without people first. */
export function Vacancies() {
  const t = useTexts(custodyTexts);
  const list = useList<UnitVacancyWire>(['vacancies'], '/unit-vacancies');
  return (
    <Part title={t('vacancies')}>
      {list.isPending && <Skeletons rows={2} />}
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && <p className="quiet">{t(list.rows.length > 0 ? 'vacanciesText' : 'vacanciesNone')}</p>}
      <ul className="rows">
        {list.rows.map((vacancy) => (
          <li key={vacancy.id} className="row">
            <span className="grows">
              <Link to={`/people/units/${vacancy.unitId}`}>{vacancy.unitName}</Link>
              <small className="quiet block">
                {t('since')} <When at={vacancy.since} />
              </small>
            </span>
            {vacancy.waiting > 0 && <Mark tone="red">{t('waiting', { count: vacancy.waiting })}</Mark>}
          </li>
        ))}
      </ul>
      <MoreRows list={list} />
    </Part>
  );
}

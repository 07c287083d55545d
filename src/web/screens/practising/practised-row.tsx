import { Check, Minus } from 'lucide-react';
import { Link } from 'react-router';
import type { UnitPracticeWire } from '../../../practice/practice.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { practisingTexts } from '../../texts/practising.vi.ts';
import { whenExactly } from '../../words/when.ts';
import { ACTS } from './practised.ts';

/** A unit, and each thing its people have done with their own hands or not yet. */
export function PractisedRow({ unit }: { readonly unit: UnitPracticeWire }) {
  const t = useTexts(practisingTexts);
  return (
    <>
      <div role="cell" className="practised-unit">
        <Link to={`/people/units/${unit.unitId}`}>{unit.unitName}</Link>
        <span className="small quiet">{unit.unitCode}</span>
      </div>
      <div role="cell" className="small">
        {unit.people > 0 ? t('peopleCount', { count: unit.people }) : t('nobody')}
      </div>
      <div role="cell">
        {unit.people > 0 && (
          <ul className="practised-acts small">
            {ACTS.map((act) => {
              const done = unit.acts.find((one) => one.act === act);
              return (
                <li
                  key={act}
                  data-done={done ? true : undefined}
                  title={done && t('firstAt', { when: whenExactly(done.firstAt) })}
                >
                  {done ? <Check size={14} aria-hidden /> : <Minus size={14} aria-hidden />}
                  <span>
                    {t(`act_${act}`)}
                    {!done && <span className="hidden-text">: {t('notYet')}</span>}
                  </span>
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </>
  );
}

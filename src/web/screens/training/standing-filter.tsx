import type { TrainingUnitWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { STANDING_LOOKS, STANDING_ORDER } from './standings.ts';

export type Shown = TrainingUnitWire['standing'] | 'all';

interface FilterProps {
  readonly units: readonly TrainingUnitWire[];
  readonly shown: Shown;
  readonly onShow: (shown: Shown) => void;
}

/** How many units stand where; each count shows its units. */
export function StandingFilter({ units, shown, onShow }: FilterProps) {
  const t = useTexts(trainingTexts);
  const count = (standing: Shown): number =>
    standing === 'all' ? units.length : units.filter((unit) => unit.standing === standing).length;
  const all = (['all', ...STANDING_ORDER] as const).filter((one) => one === 'all' || one === shown || count(one) > 0);
  return (
    <div className="standing-filter" role="group" aria-label={t('filter')}>
      {all.map((one) => (
        <button
          key={one}
          type="button"
          className={one === 'all' ? 'standing' : `standing mark-${STANDING_LOOKS[one].tone}`}
          aria-pressed={shown === one}
          onClick={() => onShow(shown === one ? 'all' : one)}
        >
          <strong>{count(one)}</strong> {t(one === 'all' ? 'all' : `standing_${one}`)}
        </button>
      ))}
    </div>
  );
}

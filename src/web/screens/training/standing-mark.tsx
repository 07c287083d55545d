import type { TrainingUnitWire } from '../../../training/training.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { trainingTexts } from '../../texts/training.vi.ts';
import { Mark } from '../../ui/marks.tsx';
import { STANDING_LOOKS } from './standings.ts';

export function StandingMark({ standing }: { readonly standing: TrainingUnitWire['standing'] }) {
  const t = useTexts(trainingTexts);
  const { tone, icon: Icon } = STANDING_LOOKS[standing];
  return (
    <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>
      {t(`standing_${standing}`)}
    </Mark>
  );
}

import { BookMarked, BookOpen, CircleDot, FileX, Info, TriangleAlert } from 'lucide-react';
import type { ArrivedMailLineWire } from '../../../mail-gateway/arrived-mails.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { arrivedTexts } from '../../texts/arrived-mails.vi.ts';
import { Mark } from '../../ui/marks.tsx';
import type { Tone } from '../../ui/states.ts';

const LOOKS = {
  waiting: { icon: CircleDot, tone: 'blue', bold: true },
  registered: { icon: BookOpen, tone: 'teal', bold: false },
  dismissed: { icon: FileX, tone: 'grey', bold: false },
  kept: { icon: BookMarked, tone: 'grey', bold: false },
} as const satisfies Readonly<Record<ArrivedMailLineWire['state'], { icon: unknown; tone: Tone; bold: boolean }>>;

/** Where it stands: word, icon, colour. */
export function ArrivedStateMark({ state }: Pick<ArrivedMailLineWire, 'state'>) {
  const t = useTexts(arrivedTexts);
  const { icon: Icon, tone, bold } = LOOKS[state];
  return (
    <Mark tone={tone} bold={bold} icon={<Icon size={16} aria-hidden />}>
      {t(`state.${state}`)}
    </Mark>
  );
}

/** What the mail servers say of it. */
export function ArrivedMarks({ isSpam, isAutomatic }: Pick<ArrivedMailLineWire, 'isSpam' | 'isAutomatic'>) {
  const t = useTexts(arrivedTexts);
  return (
    <>
      {isSpam && (
        <Mark tone="orange" icon={<TriangleAlert size={16} aria-hidden />}>
          {t('spam')}
        </Mark>
      )}
      {isAutomatic && (
        <Mark tone="grey" icon={<Info size={16} aria-hidden />}>
          {t('automatic')}
        </Mark>
      )}
    </>
  );
}

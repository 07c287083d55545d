import { useQuery } from '@tanstack/react-query';
import type { CutoverWire } from '../../../cutover/cutover.wire.ts';
import type { TrainingWeekPageWire } from '../../../training/training.wire.ts';
import { get } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { useNow } from '../../ui/clock.ts';
import { dayInWords, localDay, whenExactly } from '../../words/when.ts';
import { passageOf, type Moment } from './passage.ts';

/** The dates of the move from the first to the last, today among them. */
export function PassageLine({ cutover }: { readonly cutover: CutoverWire }) {
  const t = useTexts(cutoverTexts);
  const now = useNow();
  const weeks = useQuery({
    queryKey: ['training', 'weeks', 'latest'],
    queryFn: ({ signal }) => get<TrainingWeekPageWire>('/training-weeks', { query: { limit: 1 }, signal }),
  });
  const passage = passageOf(cutover, weeks.data?.items[0] ?? null, now);
  return (
    <section aria-label={t('passage')}>
      <ol className="passage">
        {passage.map((moment) => (
          <li
            key={moment.kind}
            data-past={moment.isPast}
            data-kind={moment.kind}
            {...(moment.kind === 'today' && { 'aria-current': 'date' as const })}
          >
            <strong>{t(`m_${moment.kind}`)}</strong>
            <span className="passage-when">{whenOf(moment)}</span>
            {moment.count !== null && <span className="small quiet">{t('m_inboxes', { count: moment.count })}</span>}
            {moment.isPast && <span className="hidden-text">{t('past')}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

const day = (instant: number): string => dayInWords(localDay(instant));

/** Days, but the hour of the cutover itself: it counts to the second. */
function whenOf({ kind, at, until }: Moment): string {
  if (kind === 'cutover') return whenExactly(new Date(at).toISOString());
  if (kind === 'training' && until !== null) return `${day(at)} – ${day(until)}`;
  return day(at);
}

import { useQuery } from '@tanstack/react-query';
import type { KeptHandoverPageWire } from '../../../../custody/handover.wire.ts';
import { get } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { custodyTexts } from '../../../texts/custody.vi.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Note } from '../../../ui/conditions.tsx';

/** On the first page while work handed over to oneself is not signed for. Nothing otherwise. */
export function ToSign() {
  const t = useTexts(custodyTexts);
  const list = useQuery({
    queryKey: ['handovers', 'to-sign'],
    queryFn: ({ signal }) => get<KeptHandoverPageWire>('/handovers', { query: { signed: 'false', limit: 50 }, signal }),
  });
  const mine = list.data?.items.filter(({ can }) => can.sign) ?? [];
  if (mine.length === 0) return null;
  return (
    <section aria-label={t('toSignTitle')}>
      <Note tone="warn">
        <p>
          <strong>{t('toSignTitle')}</strong>
        </p>
        <ul>
          {mine.map((one) => (
            <li key={one.id} className="line">
              <span>
                {one.unitName}: {t('fromTo', { from: one.person.name, to: one.successor.name })}
              </span>
              <ButtonLink to={`/handovers/${one.id}`}>{t('toSign')}</ButtonLink>
            </li>
          ))}
        </ul>
      </Note>
    </section>
  );
}

import { memo } from 'react';
import { Phone } from 'lucide-react';
import { Link } from 'react-router';
import type { OnboardingUnitWire } from '../../../onboarding/onboarding.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { readinessTexts, type vi } from '../../texts/readiness.vi.ts';
import { Button } from '../../ui/button.tsx';
import { Day, Mark, When } from '../../ui/marks.tsx';
import type { Tone } from '../../ui/states.ts';
import { calleesOf, wayFor, type Way } from './road.ts';

const TONES: Readonly<Record<OnboardingUnitWire['step'], Tone>> = {
  listed: 'red',
  account_issued: 'orange',
  booked: 'blue',
  trained: 'blue',
  first_login: 'violet',
  first_acknowledgement: 'teal',
  ready: 'green',
};

type Key<Prefix extends string> = Extract<keyof typeof vi, `${Prefix}_${string}`>;

/** Where each way leads. */
const WAYS: Readonly<Record<Way, (unitId: string) => string>> = {
  people: (id) => `/people/units/${id}`,
  lists: () => '/people/lists',
  slips: (id) => `/people/slips?unit=${id}`,
  training: (id) => `/training?unit=${id}`,
};

interface RowProps {
  readonly row: OnboardingUnitWire;
  readonly onRemind: (row: OnboardingUnitWire) => void;
}

/** One unit: where it stands, what is next and why it has not happened, whom to phone. */
export const RoadRow = memo(function RoadRow({ row, onRemind }: RowProps) {
  const t = useTexts(readinessTexts);
  return (
    <>
      <div role="cell" className="road-unit">
        <Link to={`/people/units/${row.unitId}`}>{row.unitName}</Link>
        <span className="small quiet">{row.unitCode}</span>
      </div>
      <div role="cell">
        <Mark tone={TONES[row.step]}>{t(row.step)}</Mark>
        {!row.isInvited && row.step === 'trained' && <span className="small quiet block">{t('notInvited')}</span>}
      </div>
      <div role="cell" className="road-next">
        <Next row={row} />
      </div>
      <div role="cell" className="road-phones">
        <Phones row={row} />
      </div>
      <div role="cell" className="road-act">
        {row.step !== 'ready' && (
          <>
            <Button kind="quiet" aria-label={t('remindOne', { unit: row.unitName })} onClick={() => onRemind(row)}>
              {t('remind')}
            </Button>
            {row.remindedOn && (
              <span className="small quiet">
                {t('reminded')} <Day on={row.remindedOn} />
              </span>
            )}
          </>
        )}
      </div>
    </>
  );
});

function Next({ row }: { readonly row: OnboardingUnitWire }) {
  const t = useTexts(readinessTexts);
  const [next] = row.missing;
  const way = wayFor(row);
  if (!next) return null;
  const reason = row.reason && t(`reason_${row.reason.replaceAll('-', '_')}` as Key<'reason'>);
  return (
    <>
      <span>{t(`next_${next}`)}</span>
      <span className="small quiet">
        {reason}
        {next === 'trained' && row.trainee?.startsAt && <When at={row.trainee.startsAt} />}
        {reason && way && ' · '}
        {way && <Link to={WAYS[way](row.unitId)}>{t(`way_${way}`)}</Link>}
      </span>
    </>
  );
}

function Phones({ row }: { readonly row: OnboardingUnitWire }) {
  const t = useTexts(readinessTexts);
  const callees = calleesOf(row);
  if (callees.length === 0)
    return (
      <span className="small quiet">
        {row.contact && `${row.contact.name} · `}
        {t('noPhone')}
      </span>
    );
  return callees.map(({ name, phone, tel }) => (
    <a key={tel} className="road-phone" href={tel}>
      <Phone size={14} aria-hidden />
      <span>
        <span className="hidden-text">{t('call')} </span>
        <span className="road-number">{phone}</span>
        {name ? <span className="small quiet"> {name}</span> : <span className="hidden-text"> {row.unitName}</span>}
      </span>
    </a>
  ));
}

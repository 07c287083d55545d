import { Send } from 'lucide-react';
import type { InboxRemindersWire, UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { useAct } from '../../api/act.ts';
import { post } from '../../api/client.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { useNow } from '../../ui/clock.ts';
import { ConfirmConsequence } from '../../ui/dialog.tsx';
import { localDay } from '../../words/when.ts';
import { reminderPlan, type ReminderPlan } from './roads.ts';
import { useCount } from './use-count.ts';

const SHOWN = 100;
/** Units in one call, as the service takes them. */
const AT_ONCE = 500;

interface Props {
  readonly roads: readonly UnitCutoverWire[];
  readonly onClose: () => void;
}

/** Who will be written to, who will not and why; then sends. */
export function RemindDialog({ roads, onClose }: Props) {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  const plan = reminderPlan(roads, localDay(useNow()));
  const send = useAct({
    // Without a key: each inbox is written to once a day, however often it is asked for.
    do: () => remind(plan.gets.map(({ road }) => road.unitId)),
    touches: [['cutover']],
    done: ({ reminded, already }) => {
      onClose();
      return {
        text:
          already > 0
            ? t('remindedAlready', { count: n(reminded), already: n(already) })
            : t('reminded', { count: n(reminded) }),
      };
    },
  });
  return (
    <ConfirmConsequence
      title={t('remindTitle')}
      action={t('remindAct', { count: n(plan.addresses) })}
      busy={send.pending}
      refused={plan.addresses === 0 ? t('remindNobody') : null}
      onConfirm={() => void send.run()}
      onClose={onClose}
    >
      {plan.addresses === 0 ? (
        <p>{t('remindNobody')}</p>
      ) : (
        <>
          <p>{t('remindSends', { addresses: n(plan.addresses), units: n(plan.gets.length) })}</p>
          <p className="quiet">{t('remindText')}</p>
          <Gets plan={plan} />
        </>
      )}
      <Skipped plan={plan} />
    </ConfirmConsequence>
  );
}

async function remind(unitIds: readonly string[]): Promise<InboxRemindersWire> {
  const sum = { reminded: 0, already: 0 };
  for (let from = 0; from < unitIds.length; from += AT_ONCE) {
    const one = await post<InboxRemindersWire>('/cutover/reminders', { unitIds: unitIds.slice(from, from + AT_ONCE) });
    sum.reminded += one.reminded;
    sum.already += one.already;
  }
  return sum;
}

function Gets({ plan }: { readonly plan: ReminderPlan }) {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  const rest = plan.gets.length - SHOWN;
  return (
    <section>
      <h3>{t('remindGets')}</h3>
      <ul className="admin-preview" tabIndex={0} aria-label={t('remindGets')}>
        {plan.gets.slice(0, SHOWN).map(({ road, addresses }) => (
          <li key={road.unitId} className="remind-one">
            <Send size={14} aria-hidden />
            <span>
              {road.unitName} <span className="small quiet breaks">{addresses.join(', ')}</span>
            </span>
          </li>
        ))}
        {rest > 0 && <li className="quiet">{t('andMore', { count: n(rest) })}</li>}
      </ul>
    </section>
  );
}

function Skipped({ plan }: { readonly plan: ReminderPlan }) {
  const n = useCount();
  const t = useTexts(cutoverTexts);
  const groups = [
    ['skippedToday', plan.today],
    ['skippedRetired', plan.retired],
    ['skippedWithout', plan.without],
  ] as const;
  const left = groups.filter(([, roads]) => roads.length > 0);
  if (left.length === 0) return null;
  return (
    <section>
      <h3>{t('remindSkipped')}</h3>
      {left.map(([text, roads]) => (
        <details key={text} className="skipped">
          <summary>{t(text, { count: n(roads.length) })}</summary>
          <ul className="small">
            {roads.slice(0, SHOWN).map(({ unitId, unitName }) => (
              <li key={unitId}>{unitName}</li>
            ))}
            {roads.length > SHOWN && <li className="quiet">{t('andMore', { count: n(roads.length - SHOWN) })}</li>}
          </ul>
        </details>
      ))}
    </section>
  );
}

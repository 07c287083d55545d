import { BellRing } from 'lucide-react';
import { Link } from 'react-router';
import type { UnitCutoverWire } from '../../../cutover/cutover.wire.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { cutoverTexts } from '../../texts/cutover.vi.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { dayInWords } from '../../words/when.ts';
import { Call } from './call.tsx';
import { InboxMark, StepMark } from './frame.tsx';
import type { Blocker } from './roads.ts';

interface Props {
  readonly road: UnitCutoverWire;
  readonly onClose: () => void;
  readonly onRemind: () => void;
}

/** One unit: where it is, what is to be done next and where, whom to call. */
export function RoadDialog({ road, onClose, onRemind }: Props) {
  const t = useTexts(cutoverTexts);
  return (
    <Dialog title={road.unitName} onClose={onClose} wide>
      <div className="stack">
        <p className="line">
          <span className="quiet">{road.unitCode}</span>
          <StepMark step={road.step} />
        </p>
        <section>
          <h3>{t('nextThings')}</h3>
          {road.blockers.length === 0 && <p>{t('nothingLeft')}</p>}
          <ol className="rows">
            {road.blockers.map((blocker) => (
              <li key={blocker} className="row">
                <span className="grows">
                  <strong>{t(`b_${blocker}`)}</strong>
                  <small className="quiet block">{t(`todo_${blocker}`)}</small>
                </span>
                <Way blocker={blocker} unitId={road.unitId} />
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h3>{t('contact')}</h3>
          <p className="line">
            <Call road={road} />
            {road.contact?.email && <a href={`mailto:${road.contact.email}`}>{road.contact.email}</a>}
          </p>
        </section>
        <Inboxes road={road} />
      </div>
      <footer className="dialog-foot">
        <Button icon={<BellRing size={18} aria-hidden />} onClick={onRemind}>
          {t('remind')}
        </Button>
        <ButtonLink to={`/people/units/${road.unitId}`}>{t('openUnit')}</ButtonLink>
      </footer>
    </Dialog>
  );
}

const TRAINING: ReadonlySet<string> = new Set<Blocker>(['not-booked', 'absent', 'not-trained']);

/** Where the thing is done. */
function Way({ blocker, unitId }: { readonly blocker: Blocker; readonly unitId: string }) {
  const t = useTexts(cutoverTexts);
  if (blocker === 'nobody') return <Link to={`/people/units/${unitId}`}>{t('go_nobody')}</Link>;
  if (blocker === 'no-code') return <Link to="/people/slips">{t('go_no-code')}</Link>;
  if (blocker === 'awaiting-approval') return <Link to="/people/lists">{t('go_awaiting-approval')}</Link>;
  if (TRAINING.has(blocker)) return <Link to="/training">{t('go_training')}</Link>;
  return null;
}

function Inboxes({ road }: { readonly road: UnitCutoverWire }) {
  const t = useTexts(cutoverTexts);
  return (
    <section>
      <h3>{t('inboxes')}</h3>
      {road.inboxes.length === 0 && (
        <p>
          <Link to={`/cutover/inboxes?new=${road.unitId}`}>{t('addInbox')}</Link>
        </p>
      )}
      <ul className="rows">
        {road.inboxes.map((inbox) => (
          <li key={inbox.id} className="row">
            <span className="grows">
              <Link to={`/cutover/inboxes/${inbox.id}`} className="breaks">
                {inbox.address}
              </Link>
              <small className="quiet block">
                {[
                  inbox.owner,
                  inbox.blocker && t(`b_${inbox.blocker}`),
                  inbox.remindedOn && t('remindedOn', { day: dayInWords(inbox.remindedOn) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <InboxMark state={inbox.state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

import { useEffect, useSyncExternalStore } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useTexts } from '../../texts/catalogue.ts';
import { composerTexts } from '../../texts/composer.vi.ts';
import { useKeys } from '../../ui/keys.ts';
import { Page } from '../../ui/page.tsx';
import { Checklist } from './checklist.tsx';
import { ConflictPanel, FrozenPanel } from './conflict-panel.tsx';
import type { Desk } from './desk.ts';
import { enterDesk, leaveDesk } from './desks.ts';
import { DraftFields } from './draft-fields.tsx';
import { FilesPanel } from './files-panel.tsx';
import { LeftBehind } from './left-behind.tsx';
import { RecipientPicker } from './recipient-picker.tsx';
import { SaveStatus } from './save-status.tsx';
import { SubmitActions } from './submit-actions.tsx';
import { useDropped } from './use-dropped.ts';
import { usePreFlight } from './use-pre-flight.ts';

/** The composer: left the form in the order of the paper, then the recipients, then files and what is still missing. */
export function Sheet({ desk }: { readonly desk: Desk }) {
  const t = useTexts(composerTexts);
  const state = useSyncExternalStore(desk.watch, desk.state);
  const preFlight = usePreFlight(state);
  const drop = useDropped(desk);
  useAddress(desk, state.id);
  useKeys({ 'mod+s': () => void desk.flush() });
  const { values } = state;
  return (
    <Page
      wide
      title={t(state.repliesTo ? 'replyTitle' : state.id ? 'editTitle' : 'title')}
      below={<SaveStatus state={state} onRetry={() => void desk.flush()} />}
      actions={<SubmitActions desk={desk} state={state} />}
    >
      {state.id === null && <LeftBehind desk={desk} />}
      {state.saving === 'conflict' && state.theirs && <ConflictPanel desk={desk} state={state} theirs={state.theirs} />}
      {state.saving === 'frozen' && <FrozenPanel state={state} />}
      <div className={drop.isOver ? 'composer composer-drop' : 'composer'} {...drop.handlers}>
        <section className="composer-part" aria-labelledby="composer-form">
          <h2 id="composer-form">{t('formHeading')}</h2>
          <DraftFields desk={desk} state={state} />
        </section>
        <section className="composer-part" aria-labelledby="composer-recipients">
          <h2 id="composer-recipients">
            {t('recipients')}
            {preFlight.count !== null && <span className="quiet"> · {t('units', { count: preFlight.count })}</span>}
          </h2>
          <RecipientPicker
            senderId={state.unitId}
            lines={values.recipients}
            onChange={(change) => desk.change((now) => ({ recipients: change(now.recipients) }))}
          />
        </section>
        <div className="composer-part">
          <section aria-labelledby="composer-files" className="stack">
            <h2 id="composer-files">{t('files')}</h2>
            <FilesPanel desk={desk} state={state} />
          </section>
          <section aria-labelledby="composer-checks" className="stack">
            <h2 id="composer-checks">{t('checks')}</h2>
            <Checklist desk={desk} state={state} preFlight={preFlight} />
          </section>
        </div>
      </div>
    </Page>
  );
}

/** As soon as it is stored, the page has the address of the draft. */
function useAddress(desk: Desk, id: string | null): void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useEffect(() => {
    enterDesk(desk);
    return () => leaveDesk(desk);
  }, [desk]);
  useEffect(() => {
    const own = `/outgoing/${id}/edit`;
    if (id && pathname === '/outgoing/new') void navigate(own, { replace: true, state: { composing: desk.key } });
  }, [desk, id, navigate, pathname]);
}

import { useState } from 'react';
import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { useAct } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { useWho } from '../../../api/session.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { common } from '../../../texts/common.vi.ts';
import { workTexts } from '../../../texts/incoming-work.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { useNow } from '../../../ui/clock.ts';
import { Note } from '../../../ui/conditions.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField, Choice, SelectField, TextArea, TextField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { tell } from '../../../ui/toasts.ts';
import { useUploads } from '../../../uploads/uploads.ts';
import { dayInWords, localDay } from '../../../words/when.ts';
import { keepAnswer } from '../answers.ts';
import { nameOf } from '../document/use-acts.ts';
import { entryDesk, EntryFiles } from './entry-files.tsx';
import { EntryMore } from './entry-more.tsx';
import { blankEntry, entryBody, ORIGINS, type Entry } from './entry.ts';
import { TypeField } from './filter-dialog.tsx';

const TWIN = 'incoming.duplicate';
/** The form is longer than a phone. */
const intoSight = (shown: HTMLElement | null): void => {
  shown?.scrollIntoView({ block: 'nearest' });
};

/** What was typed and not sent: Escape is pressed too easily. For as long as this page lives, which ends with the session. */
let unsent: Entry | null = null;

/** Enters what came on paper or by mail; with its số đến at once unless told otherwise. `onClose` is told what was made. */
export function EntryDialog({ onClose }: { readonly onClose: (made?: string) => void }) {
  const t = useTexts(workTexts);
  const c = useTexts(common);
  const { posts } = useWho();
  const today = localDay(useNow());
  const units = new Map(
    posts.flatMap(({ unitId, unitName, role }) => (role === 'clerk' ? [[unitId, unitName] as const] : [])),
  );
  const [entry, setEntry] = useState<Entry>(() => unsent ?? blankEntry([...units.keys()][0] ?? '', today));
  const uploads = useUploads().filter(({ desk }) => desk === entryDesk(entry.unitId));
  const uploading = uploads.length > 0;
  const change = (part: Partial<Entry>): void => {
    unsent = { ...(unsent ?? entry), ...part };
    setEntry(unsent);
  };
  /** Of what is being entered now; a scan for a unit that was given up belongs to nothing. */
  const setFiles = (unitId: string, become: (files: Entry['files']) => Entry['files']): void => {
    const now = unsent ?? entry;
    if (now.unitId === unitId) change({ files: become(now.files) });
  };
  const enter = useAct({
    do: (acceptDuplicate: boolean, call) =>
      post<IncomingDocumentWire>('/incoming-documents', { ...entryBody(entry), acceptDuplicate }, call),
    errors: 'field',
    done: keepAnswer,
  });
  const submit = async (acceptDuplicate: boolean): Promise<void> => {
    if (uploading) return;
    const made = await enter.run(acceptDuplicate);
    if (!made) return;
    unsent = null;
    const name = nameOf(made);
    const number = made.arrivalNumber;
    tell({ tone: 'good', text: number === null ? t('doneEnter', { name }) : t('doneEnterRegister', { name, number }) });
    onClose(made.id);
  };
  const { fields, problem } = enter;
  const isTwin = problem?.code === TWIN;
  const twin = {
    symbol: String(problem?.params['symbol'] ?? ''),
    day: dayInWords(String(problem?.params['arrivedOn'] ?? '')),
  };
  return (
    <Dialog title={t('enterTitle')} onClose={() => onClose()} wide>
      <Form onSubmit={() => void submit(false)} problem={isTwin ? null : problem} label={t('enterTitle')}>
        <Choice
          label={t('origin')}
          value={entry.origin}
          onChange={(origin) => change({ origin })}
          options={ORIGINS.map((value) => ({ value, label: t(`origin.${value}`) }))}
        />
        {units.size > 1 && (
          <SelectField
            label={t('forUnit')}
            error={fields['unitId']}
            value={entry.unitId}
            onChange={(unitId) => {
              uploads.forEach((upload) => upload.cancel());
              change({ unitId, files: [] });
            }}
            options={[...units].map(([value, label]) => ({ value, label }))}
          />
        )}
        <TextField
          label={t('author')}
          hint={t('authorHint')}
          error={fields['authorName']}
          required
          maxLength={200}
          value={entry.authorName}
          onChange={(authorName) => change({ authorName })}
        />
        <div className="side-by-side">
          <TextField
            label={t('symbol')}
            hint={t('symbolHint')}
            error={fields['symbol']}
            required={false}
            maxLength={50}
            value={entry.symbol}
            onChange={(symbol) => change({ symbol })}
          />
          <TypeField
            value={entry.typeCode}
            any={t('noType')}
            error={fields['typeCode']}
            onChange={(typeCode) => change({ typeCode })}
          />
          <DateField
            label={t('documentDate')}
            error={fields['documentDate']}
            max={today}
            value={entry.documentDate}
            onChange={(documentDate) => change({ documentDate })}
          />
          <DateField
            label={t('arrivedOn')}
            error={fields['arrivedOn']}
            max={today}
            value={entry.arrivedOn}
            onChange={(arrivedOn) => change({ arrivedOn })}
          />
        </div>
        <TextArea
          label={t('subject')}
          error={fields['subject']}
          required
          maxLength={500}
          rows={2}
          value={entry.subject}
          onChange={(subject) => change({ subject })}
        />
        <EntryFiles
          unitId={entry.unitId}
          files={entry.files}
          onAdd={(file) => setFiles(entry.unitId, (files) => [...files, file])}
          onRemove={({ id }) => setFiles(entry.unitId, (files) => files.filter((one) => one.id !== id))}
        />
        <EntryMore entry={entry} fields={fields} onChange={change} />
        <CheckField label={t('registerNow')} checked={entry.register} onChange={(register) => change({ register })} />
        {isTwin && (
          <div role="alert" ref={intoSight}>
            <Note tone="warn">
              <p>{t('twin', twin)}</p>
              <Button busy={enter.pending} onClick={() => void submit(true)}>
                {t('twinDifferent')}
              </Button>
            </Note>
          </div>
        )}
        <footer className="dialog-foot">
          <Button kind="primary" type="submit" busy={enter.pending || uploading}>
            {t(entry.register ? 'enterAndRegister' : 'enter')}
          </Button>
          <Button onClick={() => onClose()}>{c('cancel')}</Button>
        </footer>
      </Form>
    </Dialog>
  );
}

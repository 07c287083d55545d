import { useState } from 'react';
import { Download, FileSpreadsheet } from 'lucide-react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ImportWire } from '../../../../imports/imports.wire.ts';
import { addressOf } from '../../../api/client.ts';
import { useList } from '../../../api/queries.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminImportsTexts } from '../../../texts/admin-imports.vi.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, MoreRows, Skeletons } from '../../../ui/conditions.tsx';
import { Choice, Field, SelectField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { When } from '../../../ui/marks.tsx';
import { useAdministered } from '../parts/administers.ts';
import { Part } from '../parts/facts.tsx';
import { Section } from '../parts/section.tsx';
import { ImportMark } from './import-mark.tsx';
import { useUpload } from './use-upload.ts';

const FILES = [
  ['template_units', '/imports/templates/units.xlsx'],
  ['template_accounts', '/imports/templates/accounts.xlsx'],
  ['template_legacy-inboxes', '/imports/templates/legacy-inboxes.xlsx'],
  ['export_units', '/imports/exports/units.csv'],
  ['export_accounts', '/imports/exports/accounts.csv'],
  ['export_legacy-inboxes', '/imports/exports/legacy-inboxes.csv'],
] as const;

const KINDS = ['units', 'accounts', 'legacy-inboxes'] as const;
type Kind = (typeof KINDS)[number];

/** Nhập từ tệp: upload, templates, and the imports so far. */
export function ImportsScreen() {
  const t = useTexts(adminImportsTexts);
  return (
    <Section title={t('title')} below={<p className="quiet">{t('intro')}</p>}>
      <div className="stack">
        <Upload />
        <Files />
        <Past />
      </div>
    </Section>
  );
}

function Upload() {
  const t = useTexts(adminImportsTexts);
  const navigate = useNavigate();
  const units = useAdministered();
  const [search] = useSearchParams();
  const [kind, setKind] = useState<Kind>(() => KINDS.find((one) => one === search.get('kind')) ?? 'units');
  const [unitId, setUnitId] = useState(units[0]?.id ?? '');
  const [file, setFile] = useState<File | null>(null);
  const upload = useUpload((made) => void navigate(`/people/imports/${made.id}`));
  const send = (): void => {
    if (file) void upload.run({ file, kind, unitId });
  };
  return (
    <section
      className="card"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        setFile(event.dataTransfer.files[0] ?? null);
      }}
    >
      <Form onSubmit={send} problem={upload.problem} label={t('title')}>
        <Choice
          label={t('kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'units', label: t('kind_units') },
            { value: 'accounts', label: t('kind_accounts') },
            { value: 'legacy-inboxes', label: t('kind_legacy-inboxes') },
          ]}
        />
        {units.length > 1 && (
          <SelectField
            label={t('unit')}
            value={unitId}
            onChange={setUnitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <Field label={t('file')} hint={t('fileHint')}>
          {(wired) => (
            // The browser's own button speaks the language of the computer.
            <span className="line">
              <label className="button button-plain file-choose">
                <input
                  {...wired}
                  className="hidden-text"
                  type="file"
                  accept=".xlsx,.csv"
                  required={!file}
                  onChange={(event) => {
                    setFile(event.target.files?.[0] ?? null);
                    upload.reset();
                  }}
                />
                <FileSpreadsheet size={18} aria-hidden />
                <span>{t('chooseFile')}</span>
              </label>
              {file && <strong>{file.name}</strong>}
            </span>
          )}
        </Field>
        <div>
          <Button type="submit" kind="primary" busy={upload.pending}>
            {t('check')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

function Files() {
  const t = useTexts(adminImportsTexts);
  const unitId = useAdministered()[0]?.id;
  return (
    <Part title={t('templates')}>
      <ul className="line">
        {FILES.map(([text, path]) => (
          <li key={text}>
            <a
              className="button button-plain"
              href={addressOf(path, path.includes('exports') ? { unitId } : {})}
              download
            >
              <Download size={18} aria-hidden />
              <span>{t(text)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Past() {
  const t = useTexts(adminImportsTexts);
  const past = useList<ImportWire>(['imports', 'list'], '/imports');
  return (
    <Part title={t('past')}>
      {past.isPending && <Skeletons rows={3} />}
      {past.isError && !past.data && <ErrorState error={past.error} onRetry={() => void past.refetch()} />}
      {past.isSuccess && past.rows.length === 0 && (
        <EmptyState title={t('pastEmpty')} icon={<FileSpreadsheet size={28} />}>
          {t('pastEmptyText')}
        </EmptyState>
      )}
      <ul className="rows">
        {past.rows.map((one) => (
          <li key={one.id} className="row">
            <span className="grows">
              <Link to={`/people/imports/${one.id}`}>{one.fileName}</Link>
              <small className="quiet block">
                {t(`kind_${one.kind}`)} · {one.unitName} · {t('uploaded', { name: one.uploadedByName })}{' '}
                <When at={one.uploadedAt} />
              </small>
            </span>
            <ImportMark state={one.state} />
          </li>
        ))}
      </ul>
      <MoreRows list={past} />
    </Part>
  );
}

import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { AccountListWire } from '../../../../accounts/account-list.wire.ts';
import type { ImportWire } from '../../../../imports/imports.wire.ts';
import { useAct } from '../../../api/act.ts';
import { addressOf, get, post } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminImportsTexts } from '../../../texts/admin-imports.vi.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { ErrorState, Note, Skeletons } from '../../../ui/conditions.tsx';
import { ConfirmConsequence } from '../../../ui/dialog.tsx';
import { When } from '../../../ui/marks.tsx';
import { Section } from '../parts/section.tsx';
import { ListStanding } from '../../lists/list-standing.tsx';
import { ImportMark } from './import-mark.tsx';
import { ImportRows } from './import-rows.tsx';

const WATCH_MS = 700;
const isMoving = (state: ImportWire['state'] | undefined): boolean => state === 'checking' || state === 'applying';

/** One import: how far it is, what it would do, and the way to do it. */
export function ImportPage() {
  const t = useTexts(adminImportsTexts);
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => get<ImportWire>(`/imports/${id}`, { signal }),
    refetchInterval: ({ state }) => (isMoving(state.data?.state) ? WATCH_MS : false),
  });
  if (!one.data)
    return (
      <Section title={t('title')}>
        {one.isError ? <ErrorState error={one.error} onRetry={() => void one.refetch()} /> : <Skeletons rows={8} />}
      </Section>
    );
  return <Shown table={one.data} />;
}

function Shown({ table }: { readonly table: ImportWire }) {
  const t = useTexts(adminImportsTexts);
  const { application } = table;
  return (
    <Section
      title={table.fileName}
      below={
        <p className="line">
          <ImportMark state={table.state} />
          <span className="quiet">
            {t(`kind_${table.kind}`)} · {table.unitName} · {t('uploaded', { name: table.uploadedByName })}{' '}
            <When at={table.uploadedAt} />
          </span>
        </p>
      }
      actions={<Acts table={table} />}
    >
      <div className="stack">
        <Progress table={table} />
        {table.problem && (
          <Note tone="bad">
            <p>{table.problem.detail}</p>
          </Note>
        )}
        {table.notes.map(({ code, detail }) => (
          <Note key={code}>
            <p>{detail}</p>
          </Note>
        ))}
        {application?.endedAt && (
          <Note>
            <p>{t('wrote', { count: application.applied, left: application.leftOut })}</p>
          </Note>
        )}
        {table.kind === 'accounts' && table.state === 'applied' && <ListMade id={table.id} />}
        {table.purgedAt && <p className="quiet">{t('purged')}</p>}
        {table.totals && !table.purgedAt && table.state !== 'checking' && <ImportRows table={table} />}
        <p className="screen-only">
          <Link to="/people/imports">{t('past')}</Link>
        </p>
      </div>
    </Section>
  );
}

/** Where the list stands that this import has made: without approval nobody on it gets a code. None, when it made no accounts. */
function ListMade({ id }: { readonly id: string }) {
  const list = useQuery({
    queryKey: ['account-lists', 'one', id],
    queryFn: ({ signal }) => get<AccountListWire>(`/account-lists/${id}`, { signal }),
  });
  return list.data && list.data.accounts > 0 ? <ListStanding list={list.data} /> : null;
}

function Progress({ table }: { readonly table: ImportWire }) {
  const t = useTexts(adminImportsTexts);
  const { progress, application, state } = table;
  if (!isMoving(state)) return null;
  const writes = state === 'applying' && application !== null;
  const done = writes ? application.applied + application.leftOut : progress.done;
  const total = writes ? application.total : progress.total;
  const text =
    total === null ? t('reading', { done }) : writes ? t('writing', { done, total }) : t('comparing', { done, total });
  return (
    <div role="status">
      <p>{text}</p>
      <progress className="gauge" aria-label={text} {...(total !== null && { max: Math.max(1, total), value: done })} />
    </div>
  );
}

function Acts({ table }: { readonly table: ImportWire }) {
  const t = useTexts(adminImportsTexts);
  const [asks, setAsks] = useState(false);
  const { create = 0, change = 0, error = 0 } = table.totals ?? {};
  const count = create + change;
  const apply = useAct({
    do: () => post<ImportWire>(`/imports/${table.id}/application`),
    touches: [['imports'], ['units'], ['accounts']],
    done: () => {
      setAsks(false);
      return { text: t('started') };
    },
  });
  const cancel = useAct({
    do: () => post<ImportWire>(`/imports/${table.id}/cancellation`),
    touches: [['imports']],
    done: () => ({ text: t('cancelled') }),
  });
  if (table.state === 'checked')
    return (
      <>
        <Button kind="primary" refused={count > 0 ? null : t('nothingToApply')} onClick={() => setAsks(true)}>
          {t('apply', { count })}
        </Button>
        {count === 0 || error > 0 ? (
          <ButtonLink to="/people/imports">{t('another')}</ButtonLink>
        ) : (
          <Button busy={cancel.pending} onClick={() => void cancel.run()}>
            {t('cancel')}
          </Button>
        )}
        {asks && (
          <ConfirmConsequence
            title={t('applyTitle', { count })}
            action={t('apply', { count })}
            busy={apply.pending}
            onConfirm={() => void apply.run()}
            onClose={() => setAsks(false)}
          >
            <p>{t('applyText', { create, change })}</p>
            {error > 0 && <p>{t('applyErrors', { count: error })}</p>}
          </ConfirmConsequence>
        )}
      </>
    );
  return (
    <>
      <ButtonLink to="/people/imports">{t('another')}</ButtonLink>
      {table.state === 'applied' && !table.purgedAt && (
        <a className="button button-plain" href={addressOf(`/imports/${table.id}/result`)} download>
          <Download size={18} aria-hidden />
          <span>{t('result')}</span>
        </a>
      )}
    </>
  );
}

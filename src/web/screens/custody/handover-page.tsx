import '../admin/parts/admin.css';
import './custody.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { PenLine, Printer } from 'lucide-react';
import { Link, useParams } from 'react-router';
import type { KeptHandoverWire } from '../../../custody/handover.wire.ts';
import { useAct } from '../../api/act.ts';
import { get, post } from '../../api/client.ts';
import { useWho } from '../../api/session.ts';
import { useTexts } from '../../texts/catalogue.ts';
import { custodyTexts } from '../../texts/custody.vi.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Note, Skeletons } from '../../ui/conditions.tsx';
import { TextArea } from '../../ui/fields.tsx';
import { Form } from '../../ui/form.tsx';
import { When } from '../../ui/marks.tsx';
import { Page } from '../../ui/page.tsx';
import { Facts } from '../admin/parts/facts.tsx';
import { HandedOverWork } from './handed-over-work.tsx';
import { SignedMark } from './handovers.tsx';

/** One handover: what was open, and the successor's signature. */
export function HandoverPage() {
  const t = useTexts(custodyTexts);
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['handovers', 'one', id],
    queryFn: ({ signal }) => get<KeptHandoverWire>(`/handovers/${id}`, { signal }),
  });
  if (one.data) return <Shown handover={one.data} />;
  return (
    <Page title={t('title')}>
      {one.isError ? <ErrorState error={one.error} onRetry={() => void one.refetch()} /> : <Skeletons rows={8} />}
    </Page>
  );
}

function Shown({ handover }: { readonly handover: KeptHandoverWire }) {
  const t = useTexts(custodyTexts);
  const { account } = useWho();
  const { person, successor, signedAt, signatureNote } = handover;
  return (
    <Page
      title={t('pageTitle', { unit: handover.unitName })}
      below={<SignedMark handover={handover} />}
      actions={
        <Button icon={<Printer size={18} aria-hidden />} onClick={() => globalThis.print()}>
          {t('print')}
        </Button>
      }
    >
      <div className="stack">
        <Facts
          rows={[
            [t('from'), person.name],
            [t('to'), successor.name],
            [t('reason'), handover.reason],
            [t('madeAt'), <When key="made" at={handover.madeAt} />],
            ...(signedAt ? [[t('signedAt'), <When key="signed" at={signedAt} />] as const] : []),
            ...(signatureNote ? [[t('note'), signatureNote] as const] : []),
          ]}
        />
        <p className="small quiet">{t('madeBy', { name: handover.madeByName })}</p>
        <HandedOverWork work={handover.obligations} isMine={successor.accountId === account.id} />
        {handover.can.sign ? (
          <Sign id={handover.id} />
        ) : (
          !signedAt && (
            <Note>
              <p>{t('waitsFor', { name: successor.name })}</p>
            </Note>
          )
        )}
        <div className="signatures" aria-hidden>
          {[
            [t('from'), person.name],
            [t('to'), successor.name],
          ].map(([role, name]) => (
            <p key={role}>
              <strong>{role}</strong>
              <span className="small">{t('signHere')}</span>
              <span className="signature-name">{name}</span>
            </p>
          ))}
        </div>
        <p className="screen-only">
          <Link to="/handovers">{t('back')}</Link>
        </p>
      </div>
    </Page>
  );
}

function Sign({ id }: { readonly id: string }) {
  const t = useTexts(custodyTexts);
  const [note, setNote] = useState('');
  const sign = useAct({
    do: (_: void, call) =>
      post<KeptHandoverWire>(`/handovers/${id}/signature`, { note: note.trim() === '' ? null : note }, call),
    touches: [['handovers']],
    done: () => {
      document.querySelector<HTMLElement>('h1')?.focus();
      return { text: t('signedNow') };
    },
    errors: 'field',
  });
  return (
    <section className="card screen-only" aria-label={t('sign')}>
      <Form onSubmit={() => void sign.run()} problem={sign.problem} label={t('sign')}>
        <p>{t('signText')}</p>
        <TextArea
          label={t('signNote')}
          error={sign.fields['note']}
          value={note}
          onChange={setNote}
          required={false}
          rows={3}
          maxLength={1000}
        />
        <div>
          <Button type="submit" kind="primary" icon={<PenLine size={18} aria-hidden />} busy={sign.pending}>
            {t('sign')}
          </Button>
        </div>
      </Form>
    </section>
  );
}

import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { BookOpen, FileDown, Printer, Ticket } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import type { AccountWire } from '../../../../accounts/account.wire.ts';
import type { IssuedActivationCodesWire } from '../../../../credentials/activation-codes.wire.ts';
import type { UnitWire } from '../../../../units/unit.wire.ts';
import { useAct } from '../../../api/act.ts';
import { get, post, postForFile } from '../../../api/client.ts';
import { useTexts } from '../../../texts/catalogue.ts';
import { adminSlipsTexts } from '../../../texts/admin-slips.vi.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, Note } from '../../../ui/conditions.tsx';
import { CheckField } from '../../../ui/fields.tsx';
import { Form } from '../../../ui/form.tsx';
import { Page } from '../../../ui/page.tsx';
import { useAdministered } from '../parts/administers.ts';
import { findPeople, findUnits } from '../parts/find.ts';
import { Picker, type Picked } from '../parts/picker.tsx';
import { Section } from '../parts/section.tsx';
import { saveFile } from '../audit/save-text.ts';
import { fileNameOf } from '../../../words/table.ts';
import { CodeLog } from './code-log.tsx';
import { SlipSheet } from './slip-sheet.tsx';

/** Phiếu kích hoạt: codes for people without a password, printed on slips. */
export function SlipsScreen() {
  const t = useTexts(adminSlipsTexts);
  const [issued, setIssued] = useState<IssuedActivationCodesWire | null>(null);
  if (issued && issued.items.length > 0) return <Sheet issued={issued} onDone={() => setIssued(null)} />;
  return (
    <Section
      title={t('title')}
      below={<p className="quiet">{t('intro')}</p>}
      actions={
        <ButtonLink to="/people/slips/book" icon={<BookOpen size={18} aria-hidden />}>
          {t('book')}
        </ButtonLink>
      }
    >
      <div className="stack">
        <Issue onIssued={setIssued} />
        {issued && issued.awaitingApproval > 0 && (
          <Note tone="warn">
            <p>{t('awaitingApproval', { count: issued.awaitingApproval })}</p>
            <p>
              <ButtonLink to="/people/lists">{t('toLists')}</ButtonLink>
            </p>
          </Note>
        )}
        {issued && <EmptyState title={t('nobody')}>{t('nobodyText')}</EmptyState>}
        <CodeLog />
      </div>
    </Section>
  );
}

function Sheet({ issued, onDone }: { readonly issued: IssuedActivationCodesWire; readonly onDone: () => void }) {
  const t = useTexts(adminSlipsTexts);
  const count = issued.items.length;
  useKept();
  return (
    <Page
      title={t('issued', { count })}
      wide
      actions={
        <>
          <Button kind="primary" icon={<Printer size={18} aria-hidden />} onClick={() => globalThis.print()}>
            {t('printed', { count })}
          </Button>
          <Button onClick={onDone}>{t('done')}</Button>
        </>
      }
    >
      <div className="screen-only">
        <Note tone="warn">
          <p>{t('printFirst')}</p>
          {issued.more && <p>{t('more')}</p>}
        </Note>
      </div>
      <SlipSheet slips={issued.items} />
    </Page>
  );
}

/** The codes are nowhere else: a window with them is not closed without a question. */
function useKept(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
}

/** Asked for by the address: `?unit=` or `?account=`, from the page of a unit or person. */
function useAsked(kind: 'unit' | 'account'): Picked | null {
  const id = useSearchParams()[0].get(kind);
  const named = useQuery({
    queryKey: ['slips', kind, id],
    queryFn: async ({ signal }) =>
      kind === 'unit'
        ? (await get<UnitWire>(`/units/${id}`, { signal })).name
        : (await get<AccountWire>(`/accounts/${id}`, { signal })).displayName,
    enabled: id !== null,
  });
  // Known from the first moment, before its name has come: a quick press must never issue codes for somebody else.
  return id === null ? null : { id, name: named.data ?? '…' };
}

function Issue({ onIssued }: { readonly onIssued: (issued: IssuedActivationCodesWire) => void }) {
  const t = useTexts(adminSlipsTexts);
  const mine = useAdministered()[0] ?? null;
  const askedUnit = useAsked('unit');
  const askedPerson = useAsked('account');
  const [unit, setUnit] = useState<Picked | null | undefined>(undefined);
  const [person, setPerson] = useState<Picked | null | undefined>(undefined);
  const [again, setAgain] = useState(false);
  const [printed, setPrinted] = useState(false);
  const chosenPerson = person === undefined ? askedPerson : person;
  const chosenUnit = unit === undefined ? (askedUnit ?? mine) : unit;
  const issue = useAct({
    do: (target: object, call) => post<IssuedActivationCodesWire>('/activation-codes', target, call),
    touches: [['codes'], ['accounts'], ['home']],
    done: onIssued,
    errors: 'field',
  });
  const print = useAct({
    do: (target: object) => postForFile('/handouts', target),
    touches: [['codes'], ['accounts'], ['home'], ['onboarding']],
    done: (pdf) => {
      saveFile(fileNameOf(chosenPerson?.name ?? chosenUnit?.name ?? t('title'), 'pdf'), pdf);
      setPrinted(true);
    },
    errors: 'field',
  });
  const target = chosenPerson ? { accountId: chosenPerson.id } : { unitId: chosenUnit?.id, ...(again && { again }) };
  return (
    <section className="card">
      <Form onSubmit={() => void print.run(target)} problem={print.problem ?? issue.problem} label={t('title')}>
        {!chosenPerson && (
          <>
            <Picker
              label={t('unit')}
              value={chosenUnit}
              onChange={setUnit}
              search={findUnits}
              searchKey="units"
              required
            />
            <CheckField label={t('again')} checked={again} onChange={setAgain} />
          </>
        )}
        <Picker label={t('person')} value={chosenPerson} onChange={setPerson} search={findPeople} searchKey="people" />
        <Note>
          <p>{t('once')}</p>
        </Note>
        <div className="line">
          <Button type="submit" kind="primary" icon={<FileDown size={18} aria-hidden />} busy={print.pending}>
            {chosenPerson ? t('printOne', { name: chosenPerson.name }) : t('printTree')}
          </Button>
          <Button icon={<Ticket size={18} aria-hidden />} busy={issue.pending} onClick={() => void issue.run(target)}>
            {chosenPerson ? t('issueOne', { name: chosenPerson.name }) : t('issue')}
          </Button>
        </div>
        {printed && (
          <div role="status">
            <Note tone="warn">
              <p>{t('saved')}</p>
              <p>
                <Link to="/people/slips/book">{t('toBook')}</Link>
              </p>
            </Note>
          </div>
        )}
      </Form>
    </section>
  );
}

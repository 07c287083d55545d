import type { IncomingDocumentWire } from '../../../../incoming/incoming.wire.ts';
import { useAct, type Act as Doing, type ActOptions } from '../../../api/act.ts';
import { post } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import { useWho } from '../../../api/session.ts';
import { acknowledge } from '../../../offline/acts.ts';
import { textsNow, useTexts } from '../../../texts/catalogue.ts';
import { documentTexts } from '../../../texts/incoming-document.vi.ts';
import { languageNow } from '../../../texts/language.ts';
import { offlineTexts } from '../../../texts/offline.vi.ts';
import { tell } from '../../../ui/toasts.ts';
import { whenExactly, whenInWords } from '../../../words/when.ts';
import { askAnew, keepAnswer, KEYS, receiptsOf } from '../answers.ts';

/** What a document is called in a sentence. */
export const nameOf = ({ symbol, subject }: Pick<IncomingDocumentWire, 'symbol' | 'subject'>): string =>
  symbol || subject || '';

/** An act on the document that answers with the document. When it fails, the page asks how things stand. */
export function useDocumentAct<Body extends object = object>(
  id: string,
  noun: string,
  options: Pick<ActOptions<Body, IncomingDocumentWire>, 'done' | 'errors'> = {},
): Doing<Body, IncomingDocumentWire> {
  const act = useAct<Body, IncomingDocumentWire>({
    do: (body, call) => post<IncomingDocumentWire>(`/incoming-documents/${id}/${noun}`, body, call),
    ...(options.errors && { errors: options.errors }),
    done: (document, body) => {
      keepAnswer(document);
      return options.done?.(document, body);
    },
  });
  const run = async (body: Body): Promise<IncomingDocumentWire | null> => {
    const document = await act.run(body);
    if (!document) askAnew(id);
    return document;
  };
  return { ...act, run };
}

/** Also without a line: then it is kept, shown as waiting, and sent when the line is back. */
function useAcknowledgement(document: IncomingDocumentWire): Doing<void, IncomingDocumentWire | null> {
  const t = useTexts(offlineTexts);
  return useAct<void, IncomingDocumentWire | null>({
    do: (_, call) => acknowledge(document.id, nameOf(document), call),
    done: (answer) => {
      if (answer) keepAnswer(answer);
      else tell({ tone: 'calm', text: t('keptNow', { time: whenExactly(new Date().toISOString()) }) });
    },
  });
}

/** The acts of one press: they say who was first when it was somebody else. */
export function usePressActs(document: IncomingDocumentWire) {
  const { id } = document;
  const t = useTexts(documentTexts);
  const me = useWho().account.id;
  const acknowledgement = useAcknowledgement(document);
  const register = useDocumentAct(id, 'registration');
  const reconsider = useDocumentAct(id, 'reconsideration', { done: () => ({ text: t('doneReconsider') }) });
  return {
    pending: acknowledgement.pending || register.pending || reconsider.pending,
    acknowledge: async () => {
      const done = await acknowledgement.run();
      if (done) await tellWhoWas(done, me, 'acknowledged');
      else askAnew(id);
    },
    register: async () => {
      const done = await register.run({});
      if (done) await tellWhoWas(done, me, 'registered');
    },
    reconsider: async () => void (await reconsider.run({})),
  };
}

/** Two clerks may press at the same moment: the second is told by whom and when it was done. Receipts know. */
async function tellWhoWas(
  document: IncomingDocumentWire,
  me: string,
  fact: 'acknowledged' | 'registered',
): Promise<void> {
  const t = textsNow(documentTexts);
  const number = document.arrivalNumber ?? '';
  const receipts = await queries
    .fetchQuery({
      queryKey: KEYS.receipts(document.id),
      queryFn: ({ signal }) => receiptsOf(document.id, signal),
      staleTime: 0,
      retry: false,
    })
    .catch(() => null);
  const first = receipts?.items.find((receipt) => receipt.fact === fact);
  if (first && first.accountId !== me) {
    const who = first.accountName ?? t('colleague');
    const when = whenInWords(first.at, Date.now(), languageNow());
    const text =
      fact === 'registered' ? t('firstRegister', { who, when, number }) : t('firstAcknowledge', { who, when });
    return tell({ tone: 'calm', text });
  }
  const text = fact === 'registered' ? t('doneRegister', { number }) : t('doneAcknowledge', { name: nameOf(document) });
  tell({ tone: 'good', text });
}

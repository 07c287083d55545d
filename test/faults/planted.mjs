// What the self-test plants: each with the kinds of findings it shows as, every one and none else.
const OF_DOCUMENT = (id) => `(select id from dispatch where document_id = '${id}')`;

const AGAIN = (table, where, change) =>
  `insert into ${table} select (jsonb_populate_record(t, '${change}')).* from ${table} t where ${where}`;

const NEW_ID = '{"id": "00000000-0000-4000-8000-00000000000a"}';

const swapAnswers = (a, b) => (calls) => {
  const of = (id) => calls.find((call) => call.act === 'issue' && call.about.documentId === id);
  const [one, other] = [of(a), of(b)];
  const text = (call) => call.attempts.find(({ status }) => status < 300).text;
  const [first, second] = [text(one), text(other)];
  for (const [call, said] of [
    [one, second],
    [other, first],
  ])
    for (const attempt of call.attempts) if (attempt.text) attempt.text = said;
  return calls;
};

export function planted({ quiet, a, b, copy, file }) {
  const acknowledged = `delivery_id = '${copy}' and fact = 'acknowledged'`;
  const swap = `update book_number n set holder_id = case when holder_id = '${a}' then '${b}' else '${a}' end::uuid where holder_id in ('${a}', '${b}')`;
  const swapNumbers = `update outgoing_document d set number = o.number, symbol = o.symbol from outgoing_document o
    where d.id in ('${a}', '${b}') and o.id in ('${a}', '${b}') and o.id <> d.id`;
  return [
    [
      'a dispatch is lost',
      [
        `delete from delivery where dispatch_id in ${OF_DOCUMENT(quiet)}`,
        `delete from dispatch where document_id = '${quiet}'`,
      ],
      ['lost-delivery', 'lost-dispatch'],
    ],
    [
      'a copy is lost',
      [`delete from delivery where id = (select id from delivery where dispatch_id in ${OF_DOCUMENT(quiet)} limit 1)`],
      ['half-dispatch', 'lost-delivery'],
    ],
    [
      'a copy is doubled',
      [
        'drop index delivery_once',
        AGAIN('delivery', `id = (select id from delivery where dispatch_id in ${OF_DOCUMENT(quiet)} limit 1)`, NEW_ID),
      ],
      ['duplicate-delivery', 'half-dispatch'],
    ],
    [
      'a dispatch is doubled',
      [AGAIN('dispatch', `document_id = '${quiet}'`, NEW_ID.replace('}', ', "recipient_count": 0}'))],
      ['duplicate-dispatch'],
    ],
    [
      'a draft is doubled',
      [AGAIN('outgoing_document', `id = '${quiet}'`, NEW_ID.replace('}', ', "state": "draft", "number": null}'))],
      ['duplicate-draft'],
    ],
    [
      'a number is skipped',
      [
        `delete from book_number where (book_id, number) = (select book_id, min(number) from book_number group by 1 having count(*) > 2 limit 1)`,
      ],
      ['number-gap'],
    ],
    [
      'a number is given twice',
      [
        'alter table book_number drop constraint book_number_pkey',
        'drop index book_number_holder',
        `insert into book_number select * from book_number where holder_id = '${a}'`,
      ],
      ['number-twice'],
    ],
    [
      'numbers are swapped',
      ['drop index outgoing_document_number', 'drop index book_number_holder', swap, swapNumbers],
      ['answer-changed', 'order'],
    ],
    [
      'numbers are swapped, and so are the answers',
      ['drop index outgoing_document_number', 'drop index book_number_holder', swap, swapNumbers],
      ['order'],
      swapAnswers(a, b),
    ],
    [
      'a document loses its number',
      [
        'alter table outgoing_document drop constraint outgoing_document_check',
        `update outgoing_document set number = null where id = '${quiet}'`,
      ],
      ['answer-changed', 'half-issue', 'number-holder'],
    ],
    [
      'an acknowledgement is moved on the board',
      [`update delivery set acknowledged_at = acknowledged_at + interval '1 minute' where id = '${copy}'`],
      ['time-moved'],
    ],
    [
      'an acknowledgement is moved everywhere',
      [
        `update delivery set acknowledged_at = acknowledged_at + interval '1 minute' where id = '${copy}'`,
        `update receipt set at = at + interval '1 minute' where ${acknowledged}`,
      ],
      ['time-moved'],
    ],
    [
      'an acknowledgement is taken out',
      [`delete from receipt where ${acknowledged}`],
      ['lost-acknowledge', 'receipt-gap', 'time-moved'],
    ],
    [
      'an acknowledgement counts twice',
      [
        'drop index receipt_once',
        "update receipt_chain set seq = seq + 1 where unit_id = (select unit_id from delivery where id = '" +
          copy +
          "')",
        `insert into receipt select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'seq', c.seq))).* from receipt r join receipt_chain c using (unit_id) where ${acknowledged}`,
      ],
      ['duplicate-acknowledge', 'duplicate-receipt'],
    ],
    [
      'a key has no answer',
      [`update answered_request set answer = null where key = (select min(key) from answered_request)`],
      ['half-key'],
    ],
    [
      'a file has no content',
      [`delete from blob where sha256 = (select sha256 from attachment where id = '${file}')`],
      ['half-attachment'],
    ],
    ['a file is lost', [`delete from attachment where id = '${file}'`], ['lost-attachment']],
  ];
}

export function rewritten({ quiet }) {
  const dispatch = (calls) => calls.find((call) => call.act === 'dispatch' && call.about.documentId === quiet);
  return [
    [
      'an answer changes',
      (calls) => {
        const { attempts } = dispatch(calls);
        const good = attempts.find(({ status }) => status === 201);
        attempts.push({ ...good, text: good.text.replace('"recipientCount":2', '"recipientCount":3') });
        return calls;
      },
      ['answer-changed'],
    ],
    [
      'nobody ever answers',
      (calls) => {
        dispatch(calls).attempts = [{ sent: 0, ended: 1, failure: 'ECONNRESET' }];
        return calls;
      },
      ['no-answer'],
    ],
    [
      'a call is refused',
      (calls) => {
        dispatch(calls).attempts.unshift({ sent: 0, ended: 1, status: 404, text: '{}' });
        return calls;
      },
      ['unexpected-answer'],
    ],
  ];
}

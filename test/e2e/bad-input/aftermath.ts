import { project } from '../../../src/incoming/delivery.states.ts';
import { ChainVerifier } from '../../../src/receipts/chain-verifier.ts';
import type { Fact } from '../../../src/receipts/fact.ts';
import { rowsOf } from './crowd.ts';
import type { World } from './world.ts';

/** Books whose numbers are not first to last without a gap, each with one holder. */
const WRONG_BOOKS = `select b.id from number_book b left join book_number n on n.book_id = b.id
  group by b.id, b.first_number, b.last_number
  having count(distinct n.number) <> b.last_number - b.first_number + 1 or count(*) <> count(distinct n.holder_id)
    or min(n.number) <> b.first_number or max(n.number) <> b.last_number`;

/** Documents and deliveries with a number that their book does not know as theirs. */
const WRONG_NUMBERS = `select id from outgoing_document d where number is not null
    and not exists (select from book_number where book_id = d.book_id and number = d.number and holder_id = d.id)
  union all select id from delivery v where arrival_number is not null
    and not exists (select from book_number where book_id = v.book_id and number = v.arrival_number and holder_id = v.id)`;

const FACTS = `select v.id, v.state, array_agg(r.fact) filter (where r.fact is not null) as facts
  from delivery v left join receipt r on r.delivery_id = v.id group by v.id`;

/** Everything that does not fit together in the rows of a world, in words. */
export async function contradictions(world: World): Promise<string[]> {
  const { faults } = await world.app.get(ChainVerifier).verifyAll();
  const books = await rowsOf<{ id: string }>(world, WRONG_BOOKS);
  const numbers = await rowsOf<{ id: string }>(world, WRONG_NUMBERS);
  const deliveries = await rowsOf<{ id: string; state: string; facts: Fact[] | null }>(world, FACTS);
  const unproven = deliveries.filter(({ state, facts }) => project(facts ?? []) !== state);
  return [
    ...faults.map(({ unitId, seq, fault }) => `chain of ${unitId}: ${fault} at ${seq}`),
    ...books.map(({ id }) => `book ${id} has a gap or a number twice`),
    ...numbers.map(({ id }) => `${id} has a number its book does not know`),
    ...unproven.map(({ id, state, facts }) => `delivery ${id} is ${state}, its receipts say ${facts?.join(' ')}`),
  ];
}

import type { ReceiptWire } from '../../../../receipts/receipt.wire.ts';

const TEXTS = ['text', 'result', 'note', 'instruction'] as const;

/** What a receipt says beside its fact: words somebody wrote, a number. Ids and codes are for programs. Pure. */
export function detailOf({ detail }: Pick<ReceiptWire, 'detail'>): {
  readonly text: string;
  readonly number: number | null;
  /** When it was pressed, where that was before it arrived: what the person's device says. */
  readonly pressedAt: string | null;
} {
  const { arrivalNumber, pressedAt } = detail;
  const text = TEXTS.map((name) => detail[name]).find((value) => typeof value === 'string' && value !== '');
  return {
    text: typeof text === 'string' ? text : '',
    number: typeof arrivalNumber === 'number' ? arrivalNumber : null,
    pressedAt: typeof pressedAt === 'string' ? pressedAt : null,
  };
}

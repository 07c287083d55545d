import type { MovableClock } from '../platform/clock/clock.ts';

const WHEN = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  weekday: 'long',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const TIME = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** Tells the rehearsal line by line, moves its clock, and keeps the book of what was promised. */
export class Narrator {
  #kept = 0;
  readonly #broken: string[] = [];

  constructor(
    private readonly clock: MovableClock,
    private readonly print: (line: string) => void,
  ) {}

  /** The next scene: the clock stands at this instant. */
  at(instant: string, title: string): void {
    this.clock.set(new Date(instant));
    this.print('');
    this.print(`━━ ${this.when()} ━━ ${title}`);
  }

  /** The clock goes on within a scene. */
  later(milliseconds: number): void {
    this.clock.advance(milliseconds);
  }

  tell(line: string): void {
    this.print(`   ${line}`);
  }

  /** Says whether a promise was kept; the rehearsal goes on either way and fails at the end. */
  promise(text: string, isKept: boolean, seen = ''): void {
    if (isKept) this.#kept++;
    else this.#broken.push(text);
    this.print(`   ${isKept ? '✔' : '✘ KHÔNG GIỮ ĐƯỢC:'} ${text}${isKept || seen === '' ? '' : ` (thấy: ${seen})`}`);
  }

  get kept(): number {
    return this.#kept;
  }

  get broken(): readonly string[] {
    return this.#broken;
  }

  private when(): string {
    const now = this.clock.now();
    return `${WHEN.format(now)} ${TIME.format(now)}`;
  }
}

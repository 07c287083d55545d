/** How a collector gathers. */
export interface CollectorLimits {
  /** Most questions of one call. */
  readonly most: number;
  /** How long a call may be under way before the next one no longer waits for it, in milliseconds: a stuck one must not hold up everybody. */
  readonly patienceMs: number;
}

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts the questions of many callers into few calls: asked at once when nothing is under way, and else together with all that come up
 * until that is answered. So a quiet service answers as fast as ever, and a busy one asks once where it would have asked dozens of times.
 * Nothing is kept: a question is only ever answered by a call that began after it was put.
 */
export class Collector<Question, Answer> {
  #waiting: Waiting<Question, Answer>[] = [];
  #underWay = 0;
  #isDue = false;
  #lastSetOut = 0;

  /** @param askAll gives one answer for each question, in their order */
  constructor(
    private readonly askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly limits: CollectorLimits,
  ) {}

  /** @throws what the call threw that this question went with */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (this.#underWay === 0 || performance.now() - this.#lastSetOut >= this.limits.patienceMs) this.#setOutSoon();
    });
  }

  /** After what the loop has in hand: requests that arrived in the same turn go along. */
  #setOutSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      void this.#setOut();
    });
  }

  async #setOut(): Promise<void> {
    const group = this.#waiting.splice(0, this.limits.most);
    if (group.length === 0) return;
    this.#underWay++;
    this.#lastSetOut = performance.now();
    try {
      const answers = await this.askAll(group.map(({ question }) => question));
      if (answers.length !== group.length) throw new Error(`${answers.length} answers to ${group.length} questions`);
      group.forEach(({ resolve }, i) => resolve(answers[i] as Answer));
    } catch (error) {
      for (const { reject } of group) reject(error);
    } finally {
      this.#underWay--;
      void this.#setOut();
    }
  }
}

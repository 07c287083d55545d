interface Asked<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Answers together what is asked while the batch before is under way; what is asked when nothing is goes at once. So nobody waits for
 * company, and the more are asking, the fewer round trips each of them costs.
 */
export class Batcher<Question, Answer> {
  readonly #waiting: Asked<Question, Answer>[] = [];
  #isUnderWay = false;

  /**
   * @param answer one answer for each question, in their order
   * @param limit the most questions of one batch
   */
  constructor(
    private readonly answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
    private readonly limit: number,
  ) {}

  /** @throws what the batch fails with: all of its questions hear the same */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, resolve, reject });
      if (!this.#isUnderWay) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isUnderWay = true;
    while (this.#waiting.length > 0) await this.#together(this.#waiting.splice(0, this.limit));
    this.#isUnderWay = false;
  }

  async #together(batch: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await this.answer(batch.map(({ question }) => question));
      if (answers.length !== batch.length) throw new Error(`${answers.length} answers to ${batch.length} questions`);
      for (const [i, { resolve }] of batch.entries()) resolve(answers[i] as Answer);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

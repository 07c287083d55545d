/** The answer of an act that may be repeated: 201 for the call that did it, 200 for the ones that found it done. */
export class Outcome<T extends object> {
  private constructor(
    readonly answer: T,
    readonly isNew: boolean,
  ) {}

  static done<T extends object>(answer: T): Outcome<T> {
    return new Outcome(answer, true);
  }

  static already<T extends object>(answer: T): Outcome<T> {
    return new Outcome(answer, false);
  }
}

/** One field that was refused. */
export class FieldProblemWire {
  /** Path of the field, e.g. `recipients.2.unitId`. */
  field!: string;
  /** Stable code of the broken rule. */
  code!: string;
  /** What is wrong with it, in the caller's language. */
  detail!: string;
}

/** RFC 9457 problem details: every error of the API has this shape. */
export class ProblemWire {
  /** URI that names the error. */
  type!: string;
  /** Short name of the family of the error. */
  title!: string;
  /** HTTP status. */
  status!: number;
  /** Stable code, e.g. `outgoing.not-issued-yet`. */
  code!: string;
  /** What happened and how to go on, in the caller's language (Vietnamese unless English is asked for). */
  detail!: string;
  /** Id of the request, to be named when reporting it. */
  instance!: string;
  /** The values in the sentence. */
  params!: Record<string, string | number | boolean | null>;
  /** The fields that were refused, if any. */
  errors?: FieldProblemWire[];
}

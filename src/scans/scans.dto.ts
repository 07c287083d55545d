import { Text } from '../platform/http/fields.ts';

export class ReleaseFile {
  /** Why it may go out unscanned: from 10 to 500 characters. It is kept in the audit log. */
  @Text(500, 10)
  reason!: string;
}

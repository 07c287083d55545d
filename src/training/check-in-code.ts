import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from '../accounts/signing-key.ts';
import { Config } from '../platform/config/config.ts';

const CODE = /(?:^|#)([0-9a-f]{32})([\w-]{16})$/;
const PURPOSE = 'training check-in';

/**
 * What the QR code on an invitation says: the booking and a keyed digest of it, so that nothing has to be kept and none can be made up.
 * It opens nothing by itself: the person at the door is signed in.
 */
@Injectable()
export class CheckInCodes {
  readonly #page: string;

  constructor(
    private readonly key: SigningKey,
    config: Config,
  ) {
    this.#page = `${config.publicUrl}/training/check-in`;
  }

  /** An address behind whose # stands the code: it is never sent to a server, so no log keeps it. */
  of(bookingId: string): string {
    return `${this.#page}#${bookingId.replaceAll('-', '')}${this.digest(bookingId)}`;
  }

  /** The booking of a code, with or without the address before it; null: it is not one of ours. */
  read(code: string): string | null {
    const [, hex = '', digest = ''] = CODE.exec(code.trim()) ?? [];
    if (hex === '') return null;
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return timingSafeEqual(Buffer.from(digest), Buffer.from(this.digest(id))) ? id : null;
  }

  private digest(bookingId: string): string {
    return this.key.digest(PURPOSE, bookingId).subarray(0, 12).toString('base64url');
  }
}

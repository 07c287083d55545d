import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SigningKey } from '../accounts/signing-key.ts';
import { Config } from '../platform/config/config.ts';
import { isId } from '../platform/http/id.pipe.ts';
import { isNotificationKind, type NotificationKind } from './notification-kinds.ts';

/** What a link in a mail stands for. */
export interface Subscription {
  readonly accountId: string;
  readonly kind: NotificationKind;
}

const PURPOSE = 'notifications.unsubscribe';

/**
 * Links that need no sign-in and no row: who and what, signed. They never end, as the mail they stand in never does, and can do
 * nothing but quieten one kind of mail for one person, who can turn it on again.
 */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly config: Config,
    private readonly key: SigningKey,
  ) {}

  urlFor(subscription: Subscription): string {
    return `${this.config.publicUrl}/api/v1/unsubscriptions/${this.tokenFor(subscription)}`;
  }

  tokenFor({ accountId, kind }: Subscription): string {
    const said = `${accountId} ${kind}`;
    return `${Buffer.from(said).toString('base64url')}.${this.mac(said).toString('base64url')}`;
  }

  /** Null when it is not one of ours, whole and unchanged. */
  read(token: string): Subscription | null {
    const [said = '', mac = ''] = token.split('.');
    const text = Buffer.from(said, 'base64url').toString();
    const given = Buffer.from(mac, 'base64url');
    const right = this.mac(text);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
    const [accountId = '', kind = ''] = text.split(' ');
    return isId(accountId) && isNotificationKind(kind) ? { accountId, kind } : null;
  }

  private mac(said: string): Buffer {
    return this.key.digest(PURPOSE, said).subarray(0, 16);
  }
}

import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { LeftOut, Nullable, Text } from '../platform/http/fields.ts';
import { PageQuery } from '../platform/http/page.dto.ts';
import { IsMailAddress } from '../platform/mail/mail-address.field.ts';
import { HOST } from './host.ts';
import { IMAP_SECURITIES, INBOX_STATES, type ImapSecurity, type InboxState } from './legacy-inbox.kinds.ts';

const Lower = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value));

/** Which inboxes. */
export class LegacyInboxesQuery extends PageQuery {
  @IsOptional()
  @IsIn(INBOX_STATES)
  @ApiProperty({ enum: INBOX_STATES, required: false })
  state?: InboxState;

  /** Of this unit alone. */
  @IsOptional()
  @Lower()
  @IsUUID()
  unitId?: string;

  /** Something in the address or in who holds it. */
  @IsOptional()
  @Text(100)
  q?: string;
}

/** Where an inbox is kept. */
export class ImapServerBody {
  @Matches(HOST)
  host!: string;

  @IsInt()
  @Min(1)
  @Max(65_535)
  port!: number;

  /** `none` only inside a network of one's own: password and mails go over the line in the clear. */
  @IsIn(IMAP_SECURITIES)
  @ApiProperty({ enum: IMAP_SECURITIES })
  security!: ImapSecurity;

  /** The address itself when left out. */
  @Nullable()
  @Text(254)
  user?: string | null;
}

/** An old inbox to be listed. Its password is set by a call of its own. */
export class NewLegacyInboxBody {
  @Lower()
  @IsUUID()
  unitId!: string;

  @Lower()
  @IsMailAddress()
  address!: string;

  @Nullable()
  @Text(200)
  owner?: string | null;

  @Nullable()
  @ValidateNested()
  @Type(() => ImapServerBody)
  imap?: ImapServerBody | null;

  @Nullable()
  @Text(2000)
  note?: string | null;
}

/** What is to change; the rest stays. Another server or user name takes the stored password away. */
export class LegacyInboxChangeBody {
  @LeftOut()
  @Lower()
  @IsMailAddress()
  address?: string;

  @Nullable()
  @Text(200)
  owner?: string | null;

  @Nullable()
  @ValidateNested()
  @Type(() => ImapServerBody)
  imap?: ImapServerBody | null;

  @Nullable()
  @Text(2000)
  note?: string | null;
}

/** The password of an inbox, taken and never shown. */
export class InboxSecretBody {
  /** Null takes it away. */
  @ValidateIf((_, value) => value !== null)
  @IsString()
  @Length(1, 500)
  password!: string | null;
}

/** How an act is done. */
export class InboxActBody {
  @Nullable()
  @Text(1000)
  reason?: string | null;

  /** Set what stands in the way aside, where that is allowed; takes a reason. */
  @LeftOut()
  @IsBoolean()
  override?: boolean;
}

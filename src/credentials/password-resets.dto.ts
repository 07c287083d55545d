import { IsString, Length, MaxLength } from 'class-validator';
import { Text } from '../platform/http/fields.ts';

export class RequestPasswordResetBody {
  /** User name or e-mail address. */
  @Text(254)
  login!: string;
}

export class RedeemPasswordResetBody {
  /** What stands behind # in the link of the mail. */
  @IsString()
  @Length(1, 200)
  token!: string;

  /** The new one, 10 to 128 characters. */
  @IsString()
  @MaxLength(512)
  password!: string;
}

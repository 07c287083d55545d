import { IsString, Length } from 'class-validator';
import { LeftOut } from '../platform/http/fields.ts';

export class SignInBody {
  /** Upper and lower case are the same. */
  @IsString()
  @Length(1, 200)
  username!: string;

  /** Compared exactly as typed. */
  @IsString()
  @Length(1, 512)
  password!: string;

  /** Needed from people with a second factor: six digits of the authenticator app, or a recovery code. */
  @LeftOut()
  @IsString()
  @Length(1, 40)
  code?: string;
}
